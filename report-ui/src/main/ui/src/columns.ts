import { decimalText, doubleText } from './decimal';
import type { CellsJson, DictionaryJson, KeyJson, MeasureJson, TextJson } from './meta';
import { type Clock, SECOND, WALL, instantText, localText, parseTime } from './time';

const TICKS = { s: SECOND, ms: SECOND / 1000, us: 1 };

/** Values that repeat, each told by its number; the numbers grow while chunks arrive. */
export class Dictionary {
  readonly values: (string | null)[] = [];
  readonly codes: Uint32Array;
  private readonly numbers = new Map<string | null, number>();

  constructor(rows: number) {
    this.codes = new Uint32Array(rows);
  }

  number(value: string | null): number {
    let number = this.numbers.get(value);
    if (number === undefined) {
      number = this.values.length;
      this.values.push(value);
      this.numbers.set(value, number);
    }
    return number;
  }

  find(value: string | null): number | undefined {
    return this.numbers.get(value);
  }

  at(row: number): string | null {
    return this.values[this.codes[row]!]!;
  }

  read(json: DictionaryJson | TextJson, from: number): void {
    if (json.t === 'dict') {
      const numbers = json.values.map((value) => this.number(value));
      json.code.forEach((code, index) => (this.codes[from + index] = numbers[code]!));
    } else {
      json.values.forEach((value, index) => (this.codes[from + index] = this.number(value)));
    }
  }
}

/** The column that tells the window of a row. */
export class WindowColumn {
  /** The beginning of each row's window in microseconds; NaN where there is none. */
  readonly starts: Float64Array;
  zoned = false;
  private readonly texts: Dictionary | null;
  private asText = false;

  constructor(
    readonly name: string,
    rows: number,
    private readonly zone: Clock,
  ) {
    this.starts = new Float64Array(rows);
    this.texts = new Dictionary(rows);
  }

  /** The clock on which its times are shown. */
  get clock(): Clock {
    return this.zoned ? this.zone : WALL;
  }

  at(row: number): string | null {
    if (this.asText) {
      return this.texts!.at(row);
    }
    return this.textOf(this.starts[row]!);
  }

  textOf(microseconds: number): string {
    return this.zoned ? instantText(microseconds, this.zone) : localText(microseconds);
  }

  /** The text that commands take for a time: that of the wall clock. */
  wallText(microseconds: number): string {
    return localText(microseconds + this.clock(microseconds));
  }

  parse(text: string): number | null {
    return parseTime(text)?.microseconds ?? null;
  }

  read(json: KeyJson, from: number): void {
    if (json.t === 'dict' || json.t === 'text') {
      // Days and times that the engine has no ticks for come as texts.
      this.asText = true;
      this.texts!.read(json, from);
      const rows = json.t === 'dict' ? json.code.length : json.values.length;
      for (let row = from; row < from + rows; row++) {
        const time = parseTime(this.texts!.at(row) ?? '');
        this.zoned ||= time?.zoned ?? false;
        this.starts[row] = time?.microseconds ?? NaN;
      }
      return;
    }
    this.zoned = json.t === 'instant';
    const tick = TICKS[json.step];
    let start = json.start;
    json.delta.forEach((delta, index) => {
      start += delta;
      this.starts[from + index] = start * tick;
    });
  }
}

/** A key column as a dimension, whatever its type. */
export function readDimension(dimension: Dictionary, json: KeyJson, from: number, clock: Clock): void {
  if (json.t === 'dict' || json.t === 'text') {
    dimension.read(json, from);
    return;
  }
  const column = new WindowColumn(json.name, json.delta.length, clock);
  column.read(json, 0);
  for (let index = 0; index < json.delta.length; index++) {
    dimension.codes[from + index] = dimension.number(column.at(index));
  }
}

/** A column that is no key. Where the metric now has no row, it holds what the first version has that does have it. */
export class MeasureColumn {
  private readonly numbers: Float64Array;
  private readonly scales: Int16Array;
  private readonly special = new Map<number, string>();
  private texts: Dictionary | null = null;

  constructor(
    readonly name: string,
    readonly numeric: boolean,
    private readonly rows: number,
  ) {
    this.numbers = new Float64Array(numeric ? rows : 0);
    this.scales = new Int16Array(numeric ? rows : 0);
  }

  read(json: MeasureJson, from: number): void {
    if (json.t === 'dict' || json.t === 'text') {
      this.texts ??= new Dictionary(this.rows);
      this.texts.read(json, from);
      return;
    }
    const scale = json.t === 'decimal' ? json.scale : -1;
    json.v.forEach((value, index) => {
      const row = from + index;
      this.scales[row] = scale;
      if (typeof value === 'string') {
        this.special.set(row, value);
        this.numbers[row] = Number(value);
      } else {
        this.numbers[row] = value ?? NaN;
      }
    });
  }

  number(row: number): number {
    if (!this.numeric || this.texts) {
      return NaN;
    }
    const scale = this.scales[row]!;
    return scale > 0 ? this.numbers[row]! / 10 ** scale : this.numbers[row]!;
  }

  at(row: number): string | null {
    if (this.texts) {
      return this.texts.at(row);
    }
    const special = this.special.get(row);
    if (special !== undefined) {
      return special;
    }
    const number = this.numbers[row];
    if (number === undefined || Number.isNaN(number)) {
      return null;
    }
    const scale = this.scales[row]!;
    return scale >= 0 ? decimalText(number, scale) : doubleText(number);
  }
}

/** The place of a number in an ascending list; -1 when it is not there. */
export function placeOf(list: ArrayLike<number>, wanted: number): number {
  const place = firstAtLeast(list, wanted);
  return list[place] === wanted ? place : -1;
}

/** The first place of an ascending list that holds at least the number. */
export function firstAtLeast(list: ArrayLike<number>, wanted: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]! < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Texts of some rows, of one chunk after the other. */
export class Cells {
  private readonly chunks: { from: number; r: number[]; v: (string | null)[] }[] = [];
  size = 0;

  add(from: number, json: CellsJson | undefined): void {
    if (json && json.r.length > 0) {
      this.chunks.push({ from, r: json.r, v: json.v });
      this.size += json.r.length;
    }
  }

  /** The text; undefined when there is none for that row. */
  at(row: number): string | null | undefined {
    let index = this.chunks.length - 1;
    while (index >= 0 && this.chunks[index]!.from > row) {
      index--;
    }
    const chunk = this.chunks[index];
    if (!chunk) {
      return undefined;
    }
    const place = placeOf(chunk.r, row - chunk.from);
    return place < 0 ? undefined : chunk.v[place]!;
  }

  has(row: number): boolean {
    return this.at(row) !== undefined;
  }

  forEach(action: (row: number, text: string | null) => void): void {
    for (const { from, r, v } of this.chunks) {
      r.forEach((row, index) => action(from + row, v[index]!));
    }
  }
}

/** Some rows, of one chunk after the other. */
export class RowSet {
  private readonly rows = new Set<number>();

  add(from: number, rows: number[] | undefined): void {
    rows?.forEach((row) => this.rows.add(from + row));
  }

  has(row: number): boolean {
    return this.rows.has(row);
  }

  get size(): number {
    return this.rows.size;
  }

  forEach(action: (row: number) => void): void {
    this.rows.forEach(action);
  }
}
