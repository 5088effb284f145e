/** Times are whole microseconds: of a wall clock as if it were UTC, or since the epoch for instants. */
export const SECOND = 1e6;

const LOCAL = /^(-?\d{4,6})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d(?::?\d\d)?(?::\d\d)?)?$/;

/** A clock: how far the wall is ahead of UTC, in microseconds, at an instant. */
export type Clock = (instant: number) => number;

/** The wall clock of columns that have no time zone. */
export const WALL: Clock = () => 0;

/** The text of a wall clock, as the engine writes it. */
export function localText(microseconds: number): string {
  const seconds = Math.floor(microseconds / SECOND);
  const fraction = microseconds - seconds * SECOND;
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) {
    return String(microseconds);
  }
  const text = date.toISOString().slice(0, -5);
  return fraction === 0 ? text : text + '.' + String(fraction).padStart(6, '0').replace(/0+$/, '');
}

/** The text of an instant on a clock. */
export function instantText(instant: number, clock: Clock): string {
  const ahead = clock(instant);
  const minutes = Math.abs(ahead) / SECOND / 60;
  const two = (number: number): string => String(Math.floor(number)).padStart(2, '0');
  const offset = ahead === 0 ? 'Z' : (ahead < 0 ? '-' : '+') + two(minutes / 60) + ':' + two(minutes % 60);
  return localText(instant + ahead) + offset;
}

/** Reads either text; null when it is none. A text with an offset is an instant. */
export function parseTime(text: string): { microseconds: number; zoned: boolean } | null {
  const match = LOCAL.exec(text);
  if (!match) {
    return null;
  }
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = match;
  // Date.UTC takes the years below 100 for those of the last century.
  const date = new Date(Date.UTC(2000, 0, 1, +hour, +minute, +second));
  const milliseconds = date.setUTCFullYear(+year!, +month! - 1, +day!);
  let microseconds = milliseconds * 1000 + Number(fraction.padEnd(6, '0'));
  if (offset && offset !== 'Z') {
    const [hours, minutes = '0'] = offset.slice(1).split(':');
    const ahead = (Number(hours) * 60 + Number(minutes)) * 60 * SECOND;
    microseconds -= offset.startsWith('-') ? -ahead : ahead;
  }
  return Number.isNaN(microseconds) ? null : { microseconds, zoned: offset !== undefined };
}

/** The clock of a time zone; that of UTC when the browser does not know the zone. */
export function clockOf(zone: string): Clock {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return WALL;
  }
  // Offsets change on quarters of an hour at most, and asking Intl is slow.
  const quarter = 900 * SECOND;
  const known = new Map<number, number>();
  return (instant) => {
    const slot = Math.floor(instant / quarter);
    let ahead = known.get(slot);
    if (ahead === undefined) {
      const at = (slot * quarter) / 1000;
      const part: Record<string, number> = {};
      for (const { type, value } of format.formatToParts(at)) {
        part[type] = Number(value);
      }
      ahead =
        (Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!) - at) * 1000;
      known.set(slot, ahead);
    }
    return ahead;
  };
}
