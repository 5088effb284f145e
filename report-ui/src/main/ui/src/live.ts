let region: HTMLElement | undefined;

/** Tells a screen reader. */
export function announce(message: string): void {
  if (!region) {
    region = document.createElement('div');
    region.className = 'lr-offscreen';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  region.textContent = message;
}
