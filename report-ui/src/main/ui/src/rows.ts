import { Cells, Dictionary, MeasureColumn, RowSet, WindowColumn, firstAtLeast, readDimension } from './columns';
import { difference } from './decimal';
import { type ChunkJson, EXPECTED, type FixtureMeta, type Key, type Meta } from './meta';
import { SECOND, clockOf, parseTime } from './time';

/** What is the matter with a row. */
export const DIFFERS = 1;
export const CHANGED = 2;
export const ANOMALOUS = 4;
/** The row is in the series that the chart shows; only used while marks are drawn. */
export const IN_SERIES = 8;
/** The metric now has no such row. */
export const GONE = 16;
export const NOTABLE = DIFFERS | CHANGED | ANOMALOUS;

/** A version beside the present one: only where it differs. */
export class Version {
  readonly absent = new RowSet();
  readonly cells = new Map<string, Cells>();
  readonly unchecked = new Set<string>();
  /** Whether a chunk told anything of it. */
  known = false;

  constructor(readonly name: string) {}

  get flag(): number {
    return this.name === EXPECTED ? DIFFERS : CHANGED;
  }
}

/** One combination of the values of all dimensions: what a time line shows at a time. */
export interface Combination {
  codes: number[];
  rows: number;
  notable: number;
}

/** All rows of a metric in a fixture, in the order of time; grows while chunks arrive. */
export class Rows {
  readonly total: number;
  loaded = 0;
  readonly window: WindowColumn | null;
  readonly dimensions = new Map<string, Dictionary>();
  readonly measures = new Map<string, MeasureColumn>();
  readonly versions: Version[];
  readonly anomalies: { check: string; rows: RowSet }[] = [];
  readonly flags: Uint8Array;
  /** The combination of each row. */
  readonly combination: Uint32Array;
  readonly combinations: Combination[] = [];
  notable = 0;
  private readonly exact = new Map<string, Cells>();
  private readonly numbers: Map<number, number>[];
  private readonly zone;

  constructor(
    readonly meta: Meta,
    readonly fixture: FixtureMeta,
  ) {
    this.total = fixture.chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
    this.zone = clockOf(fixture.timeZone);
    this.window = meta.window ? new WindowColumn(meta.window.column, this.total, this.zone) : null;
    for (const name of meta.key) {
      if (name !== meta.window?.column) {
        this.dimensions.set(name, new Dictionary(this.total));
      }
    }
    for (const { name, numeric } of meta.measures) {
      this.measures.set(name, new MeasureColumn(name, numeric, this.total));
      this.exact.set(name, new Cells());
    }
    this.versions = meta.versions
      .filter((name) => name !== EXPECTED || fixture.asserted)
      .map((name) => new Version(name));
    this.flags = new Uint8Array(this.total);
    this.combination = new Uint32Array(this.total);
    this.numbers = [...this.dimensions].map(() => new Map());
  }

  add(json: ChunkJson): void {
    const from = this.loaded;
    const to = Math.min(from + json.rows, this.total);
    for (const key of json.key) {
      if (this.window && key.name === this.window.name) {
        this.window.read(key, from);
      } else {
        readDimension(this.dimensions.get(key.name)!, key, from, this.zone);
      }
    }
    for (const measure of json.measures) {
      this.measures.get(measure.name)?.read(measure, from);
    }
    json.absent?.forEach((row) => (this.flags[from + row]! |= GONE));
    for (const [name, cells] of Object.entries(json.exact ?? {})) {
      this.exact.get(name)?.add(from, cells);
    }
    for (const version of this.versions) {
      this.readVersion(version, json, from, to);
    }
    for (const anomaly of json.anomalies ?? []) {
      let known = this.anomalies.find(({ check }) => check === anomaly.check);
      if (!known) {
        known = { check: anomaly.check, rows: new RowSet() };
        this.anomalies.push(known);
      }
      known.rows.add(from, anomaly.r);
      anomaly.r.forEach((row) => (this.flags[from + row]! |= ANOMALOUS));
    }
    this.combine(from, to);
    this.loaded = to;
  }

  private readVersion(version: Version, json: ChunkJson, from: number, to: number): void {
    const part = json.versions?.[version.name];
    if (!part) {
      return;
    }
    version.known = true;
    version.absent.add(from, part.absent);
    part.unchecked?.forEach((column) => version.unchecked.add(column));
    for (const [name, cells] of Object.entries(part.cells ?? {})) {
      let known = version.cells.get(name);
      if (!known) {
        known = new Cells();
        version.cells.set(name, known);
      }
      known.add(from, cells);
      cells.r.forEach((row) => (this.flags[from + row]! |= version.flag));
    }
    part.absent?.forEach((row) => {
      if (!this.gone(from + row) && !part.contains) {
        this.flags[from + row]! |= version.flag;
      }
    });
    json.absent?.forEach((row) => {
      if (!version.absent.has(from + row) && from + row < to) {
        this.flags[from + row]! |= version.flag;
      }
    });
  }

  private combine(from: number, to: number): void {
    const columns = [...this.dimensions.values()];
    for (let row = from; row < to; row++) {
      let number = 0;
      for (let index = 0; index < columns.length; index++) {
        const wanted = number * 2 ** 26 + columns[index]!.codes[row]!;
        const numbers = this.numbers[index]!;
        let next = numbers.get(wanted);
        if (next === undefined) {
          next = numbers.size;
          numbers.set(wanted, next);
        }
        number = next;
      }
      this.combination[row] = number;
      const combination = (this.combinations[number] ??= {
        codes: columns.map((column) => column.codes[row]!),
        rows: 0,
        notable: 0,
      });
      combination.rows++;
      if (this.flags[row]! & NOTABLE) {
        combination.notable++;
        this.notable++;
      }
    }
  }

  gone(row: number): boolean {
    return (this.flags[row]! & GONE) !== 0;
  }

  /** Whether a version, or the present one for null, has the row. */
  has(version: Version | null, row: number): boolean {
    return version ? version.known && !version.absent.has(row) : !this.gone(row);
  }

  /** A value in a version, or in the present one for null; call it only where there is a row. */
  at(version: Version | null, measure: string, row: number): string | null {
    const own = version?.cells.get(measure)?.at(row);
    if (own !== undefined) {
      return own;
    }
    const exact = this.exact.get(measure)!.at(row);
    return exact !== undefined ? exact : this.measures.get(measure)!.at(row);
  }

  /** Whether both have the row and do not agree in this column. */
  differs(version: Version, measure: string, row: number): boolean {
    return !this.gone(row) && this.has(version, row) && (version.cells.get(measure)?.has(row) ?? false);
  }

  /** Present value minus that of a version. */
  delta(version: Version, measure: string, row: number): string | null {
    return difference(this.at(null, measure, row), this.at(version, measure, row));
  }

  /** The values of the rows of a series as numbers, NaN where there is none to draw. */
  numbersOf(version: Version | null, measure: string, rows: Uint32Array): Float64Array {
    const column = this.measures.get(measure)!;
    const numbers = new Float64Array(rows.length);
    const cells = version?.cells.get(measure);
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index]!;
      numbers[index] = this.has(version, row) ? column.number(row) : NaN;
    }
    if (cells) {
      for (let index = 0; index < rows.length; index++) {
        if (this.flags[rows[index]!]! & (NOTABLE | GONE)) {
          const own = cells.at(rows[index]!);
          if (own !== undefined) {
            numbers[index] = own === null ? NaN : Number(own);
          }
        }
      }
    }
    return numbers;
  }

  /** The rows of a combination in the order of time. */
  seriesOf(combination: number): Uint32Array {
    const rows = new Uint32Array(this.combinations[combination]?.rows ?? 0);
    let next = 0;
    for (let row = 0; row < this.loaded; row++) {
      if (this.combination[row] === combination) {
        rows[next++] = row;
      }
    }
    return rows;
  }

  /** The beginning of the window of a row. */
  start(row: number): number {
    return this.window ? this.window.starts[row]! : NaN;
  }

  /** The end of the window that begins at that time. */
  end(start: number): number {
    const window = this.meta.window!;
    if (window.seconds !== null) {
      return start + window.seconds * SECOND;
    }
    const clock = this.window!.clock;
    const wall = new Date((start + clock(start)) / 1000);
    const amount = window.amount ?? 1;
    const unit = (window.unit ?? '').toUpperCase();
    if (/^(MONTH|QUARTER|YEAR)/.test(unit)) {
      const months = unit.startsWith('M') ? 1 : unit.startsWith('Q') ? 3 : 12;
      wall.setUTCMonth(wall.getUTCMonth() + amount * months);
      const end = wall.getTime() * 1000;
      return end - clock(end);
    }
    // Of a calendar that is not told, the next window is the best guess.
    for (let row = firstAtLeast(this.window!.starts.subarray(0, this.loaded), start); row < this.loaded; row++) {
      if (this.start(row) > start) {
        return this.start(row);
      }
    }
    return start + 86400 * SECOND;
  }

  key(row: number): Key {
    // Without a prototype, since a column may have any name.
    const key: Key = Object.create(null);
    for (const name of this.meta.key) {
      key[name] = this.keyText(name, row);
    }
    return key;
  }

  keyText(name: string, row: number): string | null {
    return this.window?.name === name ? this.window.at(row) : this.dimensions.get(name)!.at(row);
  }

  /** The row of a key; -1 when there is none, or none yet. */
  find(key: Key): number {
    let start: number | null = null;
    if (this.window) {
      start = parseTime(key[this.window.name] ?? '')?.microseconds ?? null;
    }
    const wanted: [Dictionary, number][] = [];
    for (const [name, dimension] of this.dimensions) {
      const code = dimension.find(key[name] ?? null);
      if (code === undefined) {
        return -1;
      }
      wanted.push([dimension, code]);
    }
    search: for (let row = 0; row < this.loaded; row++) {
      if (start !== null && this.start(row) !== start) {
        continue;
      }
      for (const [dimension, code] of wanted) {
        if (dimension.codes[row] !== code) {
          continue search;
        }
      }
      if (start !== null || !this.window || this.window.at(row) === (key[this.window.name] ?? null)) {
        return row;
      }
    }
    return -1;
  }

  anomaliesOf(row: number): string[] {
    return this.anomalies.filter(({ rows }) => rows.has(row)).map(({ check }) => check);
  }
}
