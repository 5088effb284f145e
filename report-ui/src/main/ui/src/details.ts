import { text } from './page';

/** Where several details stand beside each other, adds a button that opens or closes all of them. */
export function addDetailsButtons(): void {
  const groups = new Map<Element, HTMLDetailsElement[]>();
  for (const details of document.querySelectorAll('details')) {
    const parent = details.parentElement!;
    groups.set(parent, [...(groups.get(parent) ?? []), details]);
  }
  for (const members of groups.values()) {
    if (members.length < 2) {
      continue;
    }
    const bar = document.createElement('div');
    bar.className = 'lr-details-bar';
    for (const open of [true, false]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = text(open ? 'expand-all' : 'collapse-all');
      button.addEventListener('click', () => members.forEach((member) => (member.open = open)));
      bar.append(button);
    }
    members[0]!.before(bar);
  }
}
