import { language } from './page';
import { type Clock, SECOND } from './time';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  0.001, 0.01, 0.1, 1, 2, 5, 10, 15, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
  HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY,
];
const MONTHS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];

const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options });
const second = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const minute = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = format({ month: 'short', day: 'numeric' });
const dayOfYear = format({ year: 'numeric', month: 'short', day: 'numeric' });
const month = format({ year: 'numeric', month: 'short' });

/** Times on a clock that are round for a reader, in seconds like the range. */
export function ticks(from: number, to: number, most: number, clock: Clock): { at: number[]; labels: string[] } {
  const ahead = clock(from * SECOND) / SECOND;
  const width = (to - from) / Math.max(most, 1);
  const step = STEPS.find((candidate) => candidate >= width);
  const walls: number[] = [];
  if (step !== undefined) {
    // Weeks begin on Monday; the epoch began on a Thursday.
    const base = step >= 7 * DAY ? 4 * DAY : 0;
    for (let wall = Math.ceil((from + ahead - base) / step) * step + base; wall <= to + ahead; wall += step) {
      walls.push(wall);
    }
  } else {
    const months = MONTHS.find((candidate) => candidate * 30 * DAY >= width) ?? MONTHS[MONTHS.length - 1]!;
    const first = new Date((from + ahead) * 1000);
    let number = first.getUTCFullYear() * 12 + first.getUTCMonth();
    number = Math.ceil(number / months) * months;
    for (; walls.length < 1000; number += months) {
      const wall = new Date(0).setUTCFullYear(Math.floor(number / 12), number % 12, 1) / 1000;
      if (wall > to + ahead) {
        break;
      }
      if (wall >= from + ahead) {
        walls.push(wall);
      }
    }
  }
  let shown = '';
  const labels = walls.map((wall) => {
    const date = wall * 1000;
    if (step === undefined) {
      return month.format(date);
    }
    if (step >= DAY) {
      return (shown ? day : ((shown = 'year'), dayOfYear)).format(date);
    }
    const own = dayOfYear.format(date);
    const time = (step < MINUTE ? second : minute).format(date);
    if (own === shown) {
      return time;
    }
    shown = own;
    return time + '\n' + own;
  });
  return { at: walls.map((wall) => wall - ahead), labels };
}
