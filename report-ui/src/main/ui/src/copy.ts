import { announce } from './live';
import { text } from './page';

/** Puts a text into the clipboard, also where a page may not ask for it, as on file: and plain http. */
export async function copyText(content: string): Promise<boolean> {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(content);
      return true;
    }
  } catch {
    // The old way is left.
  }
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = content;
  area.readOnly = true;
  area.className = 'lr-offscreen';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) {
    focused.focus({ preventScroll: true });
  }
  return copied;
}

/** Copies, and says on the button and to screen readers what came of it. */
export async function copyFrom(button: HTMLButtonElement, content: string): Promise<void> {
  const copied = await copyText(content);
  const told = text(copied ? 'copied' : 'copy-failed');
  button.textContent = told;
  button.classList.toggle('lr-done', copied);
  announce(told);
  setTimeout(() => {
    button.textContent = text('copy');
    button.classList.remove('lr-done');
  }, 2000);
}

/** Gives each copyable text of the page its button. */
export function addCopyButtons(): void {
  for (const source of document.querySelectorAll<HTMLElement>('[data-lr-copy]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'lr-copy';
    button.textContent = text('copy');
    button.addEventListener('click', () => void copyFrom(button, source.textContent ?? ''));
    if (source.tagName === 'PRE') {
      const box = document.createElement('div');
      box.className = 'lr-copy-box';
      source.replaceWith(box);
      box.append(source, button);
    } else {
      source.after(button);
    }
  }
}
