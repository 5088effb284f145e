/** The colours of the page for what is drawn on a canvas, where style sheets do not reach. */
export interface Theme {
  text: string;
  muted: string;
  line: string;
  accent: string;
  expected: string;
  actual: string;
  baseline: string;
  worse: string;
  anomaly: string;
  font: string;
}

const SYSTEM: Record<string, string> = {
  text: 'CanvasText',
  muted: 'CanvasText',
  line: 'GrayText',
  accent: 'Highlight',
  expected: 'CanvasText',
  actual: 'LinkText',
  baseline: 'CanvasText',
  worse: 'CanvasText',
  anomaly: 'CanvasText',
};

const forced = matchMedia('(forced-colors: active)');

/** Asks an element that is on the page. */
export function themeOf(place: HTMLElement): Theme {
  const probe = document.createElement('span');
  place.append(probe);
  const style = getComputedStyle(probe);
  const theme: Record<string, string> = { font: '11px ' + style.fontFamily };
  for (const [name, system] of Object.entries(SYSTEM)) {
    probe.style.color = forced.matches ? system : 'var(--' + name + ')';
    theme[name] = style.color;
  }
  probe.remove();
  return theme as unknown as Theme;
}

/** Calls when the reader changes the colours of the system. */
export function onThemeChange(action: () => void): () => void {
  const queries = [forced, matchMedia('(prefers-color-scheme: dark)')];
  queries.forEach((query) => query.addEventListener('change', action));
  return () => queries.forEach((query) => query.removeEventListener('change', action));
}
