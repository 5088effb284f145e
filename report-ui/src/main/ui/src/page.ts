/** What the page as a whole says: language, place of the data files, texts. */
const patterns: Record<string, string> = jsonOf(document.getElementById('lr-texts')) ?? {};

export const language = document.documentElement.lang || 'en';

/** The directory of the report, seen from the page. */
export const root = document.documentElement.dataset.lrRoot === '..' ? '..' : '.';

/** A text; the pattern is one of Java's MessageFormat without formats: a place in braces, an apostrophe twice. */
export function text(name: string, ...places: string[]): string {
  const pattern = patterns['ui.' + name] ?? name;
  return pattern.replace(/''|\{(\d)\}/g, (_, place) => (place === undefined ? "'" : (places[+place] ?? '')));
}

/** Whether there is a text of that name. */
export function hasText(name: string): boolean {
  return 'ui.' + name in patterns;
}

const counts = new Intl.NumberFormat(language);
const percents = new Intl.NumberFormat(language, {
  style: 'percent',
  maximumSignificantDigits: 3,
  signDisplay: 'exceptZero',
});

export function count(number: number): string {
  return counts.format(number);
}

export function percent(share: number): string {
  return minus(percents.format(share));
}

/** With the sign that is as wide as a plus. */
export function minus(number: string): string {
  return number.replace('-', '\u2212');
}

export function jsonOf<T>(element: Element | null): T | null {
  return element ? (JSON.parse(element.textContent ?? 'null') as T) : null;
}
