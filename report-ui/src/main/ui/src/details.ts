import { text } from './page';

/** Where several details of a kind stand beside each other, adds buttons that open or close all of them. */
export function addDetailsButtons(): void {
  const groups = new Map<string, HTMLDetailsElement[]>();
  const parents: Element[] = [];
  for (const details of document.querySelectorAll('details')) {
    const parent = details.parentElement!;
    if (!parents.includes(parent)) {
      parents.push(parent);
    }
    const group = parents.indexOf(parent) + details.className;
    groups.set(group, [...(groups.get(group) ?? []), details]);
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
