/** Exact arithmetic on decimal texts, since a difference in the last digit is what a reader looks for. */
interface Decimal {
  digits: bigint;
  scale: number;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

function parse(text: string): Decimal | null {
  const match = DECIMAL.exec(text);
  if (!match) {
    return null;
  }
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  let digits = BigInt(whole + fraction);
  let scale = fraction.length - Number(exponent);
  if (scale < 0) {
    digits *= 10n ** BigInt(-scale);
    scale = 0;
  }
  return { digits: sign === '-' ? -digits : digits, scale };
}

function print(digits: bigint, scale: number): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  return scale === 0 ? text : text.slice(0, -scale) + '.' + text.slice(-scale);
}

/** The difference with its sign, as many digits behind the point as the more precise one has; null when there is none to tell. */
export function difference(actual: string | null, other: string | null): string | null {
  const left = actual === null ? null : parse(actual);
  const right = other === null ? null : parse(other);
  if (!left || !right) {
    return null;
  }
  const scale = Math.max(left.scale, right.scale);
  const digits =
    left.digits * 10n ** BigInt(scale - left.scale) - right.digits * 10n ** BigInt(scale - right.scale);
  return (digits > 0n ? '+' : digits < 0n ? '\u2212' : '') + print(digits, scale);
}

/** The text of an integer that stands for a decimal of that scale. */
export function decimalText(unscaled: number, scale: number): string {
  return (unscaled < 0 ? '-' : '') + print(BigInt(Math.abs(unscaled)), scale);
}

/** The text of a floating number as the engine writes it. */
export function doubleText(number: number): string {
  const text = String(number);
  if (/^-?\d+$/.test(text)) {
    return text + '.0';
  }
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}
