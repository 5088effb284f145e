import { batch, computed, signal } from '@preact/signals';
import { Unreadable, readChunk } from './chunks';
import { firstAtLeast } from './columns';
import type { ChunkJson, FixtureMeta, Key, MeasureMeta, Meta } from './meta';
import { write } from './permalink';
import { NOTABLE, Rows, type Version } from './rows';
import { SECOND } from './time';

/** Which column of differences the table is sorted by. */
export interface Sort {
  measure: string;
  version: string;
  direction: 'descending' | 'ascending';
}

/** A range of time in microseconds. */
export type Range = [from: number, to: number];

/** A dimension filter by column: a value, or null for the rows that have none there. */
export type Filters = Record<string, string | null>;

/** How long what is shown stays as it is while chunks arrive, in milliseconds. */
const PAUSE = 250;

/** How many chunks are read at a time. */
const AHEAD = 3;

/** What is seen of one metric. */
export class ExplorerState {
  readonly fixture = signal<FixtureMeta>(undefined!);
  readonly measure = signal<MeasureMeta | null>(null);
  readonly filters = signal<Filters>({});
  readonly zoom = signal<Range | null>(null);
  readonly everyRow = signal<boolean>(false);
  readonly everyColumn = signal<boolean>(false);
  readonly sort = signal<Sort | null>(null);
  /** The selected row; -1 for none. */
  readonly selected = signal(-1);
  /** The time under the pointer in microseconds. */
  readonly hover = signal<number | null>(null);
  readonly rows = signal<Rows>(undefined!);
  /** Counts the chunks that came, since the rows are changed in place. */
  readonly arrived = signal(0);
  readonly problem = signal<Unreadable | null>(null);
  /** A window to go to as soon as its chunk is here. */
  private awaited: { key: Key; chosen: boolean } | null = null;
  private awaitedRange: { from: string | null; to: string | null } | null = null;
  private readonly read = new Map<string, Rows>();
  private generation = 0;

  constructor(
    readonly meta: Meta,
    private readonly single: boolean,
    private readonly onChosen: (state: ExplorerState) => void,
  ) {}

  get numericMeasures(): MeasureMeta[] {
    return this.meta.measures.filter(({ numeric }) => numeric);
  }

  readonly complete = computed(() => this.arrived.value >= 0 && this.rows.value.loaded >= this.rows.value.total);

  /** The code that each filtered dimension must have; null when a value does not occur. */
  private readonly codes = computed(() => {
    this.arrived.value;
    const codes: [Uint32Array, number][] = [];
    for (const [column, value] of Object.entries(this.filters.value)) {
      const dimension = this.rows.value.dimensions.get(column);
      const code = dimension?.find(value);
      if (!dimension || code === undefined) {
        return null;
      }
      codes.push([dimension.codes, code]);
    }
    return codes;
  });

  /** Which combinations pass the dimension filter, those with the most to see first. */
  readonly combinations = computed(() => {
    this.arrived.value;
    const { combinations, dimensions } = this.rows.value;
    const names = [...dimensions.keys()];
    const filters = Object.entries(this.filters.value).map(
      ([column, value]) => [names.indexOf(column), dimensions.get(column)?.find(value)] as const,
    );
    const chosen: number[] = [];
    combinations.forEach(({ codes }, number) => {
      if (filters.every(([index, code]) => codes[index] === code)) {
        chosen.push(number);
      }
    });
    return chosen.sort((a, b) => combinations[b]!.notable - combinations[a]!.notable || a - b);
  });

  /** The combination of the time line: that of the selected row when it passes the filter. */
  readonly combination = computed(() => {
    const selected = this.selected.value;
    const chosen = this.combinations.value;
    if (selected >= 0) {
      const own = this.rows.value.combination[selected]!;
      if (chosen.includes(own)) {
        return own;
      }
    }
    return chosen[0] ?? -1;
  });

  readonly series = computed(() => {
    this.arrived.value;
    return this.rows.value.seriesOf(this.combination.value);
  });

  /** The whole range of time of the fixture. */
  readonly extent = computed<Range | null>(() => {
    this.arrived.value;
    const rows = this.rows.value;
    if (!rows.window || rows.loaded === 0) {
      return null;
    }
    const { starts } = rows.window;
    let first = 0;
    let last = rows.loaded - 1;
    while (first < last && Number.isNaN(starts[first]!)) {
      first++;
    }
    while (last > first && Number.isNaN(starts[last]!)) {
      last--;
    }
    return Number.isNaN(starts[first]!) ? null : [starts[first]!, rows.end(starts[last]!)];
  });

  /** The range of time that is seen. */
  readonly range = computed<Range | null>(() => this.zoom.value ?? this.extent.value);

  /** Whether there is anything to hide with "only what differs". */
  readonly anyNotable = computed(() => this.arrived.value >= 0 && this.rows.value.notable > 0);

  /** The rows that pass the filters, in the order of time. */
  readonly filtered = computed(() => {
    this.arrived.value;
    const rows = this.rows.value;
    const codes = this.codes.value;
    if (!codes) {
      return new Uint32Array(0);
    }
    const zoom = this.zoom.value;
    const only = this.anyNotable.value && !this.everyRow.value;
    const chosen = new Uint32Array(only ? rows.notable : rows.loaded);
    let next = 0;
    search: for (let row = 0; row < rows.loaded; row++) {
      if (only && !(rows.flags[row]! & NOTABLE)) {
        continue;
      }
      if (zoom && !(rows.start(row) >= zoom[0] && rows.start(row) < zoom[1])) {
        continue;
      }
      for (const [column, code] of codes) {
        if (column[row] !== code) {
          continue search;
        }
      }
      chosen[next++] = row;
    }
    return chosen.subarray(0, next);
  });

  /** The rows in the order of the table. */
  readonly ordered = computed(() => {
    const filtered = this.filtered.value;
    const sort = this.sort.value;
    const rows = this.rows.value;
    const version = sort && rows.versions.find(({ name }) => name === sort.version);
    const cells = version?.cells.get(sort!.measure);
    if (!sort || !version || !cells) {
      return filtered;
    }
    const amounts = new Map<number, number>();
    cells.forEach((row) => {
      if (rows.differs(version, sort.measure, row)) {
        const delta = rows.delta(version, sort.measure, row);
        amounts.set(row, delta === null ? 0 : Number(delta.replace('\u2212', '-')));
      }
    });
    const front: number[] = [];
    const rest: number[] = [];
    filtered.forEach((row) => (amounts.has(row) ? front : rest).push(row));
    front.sort(
      sort.direction === 'descending'
        ? (a, b) => Math.abs(amounts.get(b)!) - Math.abs(amounts.get(a)!) || a - b
        : (a, b) => amounts.get(a)! - amounts.get(b)! || a - b,
    );
    return Uint32Array.from(front.concat(rest));
  });

  /** The versions that can be shown for this fixture. */
  get versions(): Version[] {
    return this.rows.value.versions.filter(({ known }) => known);
  }

  /** Takes over what an address says. */
  open(address: URLSearchParams): void {
    const { meta } = this;
    const named = meta.fixtures.find(({ name }) => name === address.get('fixture'));
    const fixture = named ?? meta.fixtures.find(({ first }) => first) ?? meta.fixtures[0]!;
    const filters: Filters = {};
    const key: Key = Object.create(null);
    let keyed = false;
    for (const [name, value] of address) {
      const column = name.slice(name.indexOf('.') + 1);
      if (name.startsWith('only.') && this.isDimension(column)) {
        filters[column] = value;
      } else if (name === 'null' && this.isDimension(value)) {
        filters[value] = null;
      } else if (name.startsWith('key.')) {
        key[column] = value;
        keyed = true;
      }
    }
    batch(() => {
      this.measure.value =
        this.numericMeasures.find(({ name }) => name === address.get('measure')) ??
        this.numericMeasures[0] ??
        null;
      this.everyRow.value = address.get('rows') === 'all';
      this.show(fixture, filters);
      this.awaitedRange =
        address.has('from') || address.has('to') ? { from: address.get('from'), to: address.get('to') } : null;
      this.awaited = keyed
        ? { key, chosen: true }
        : fixture.first
          ? { key: fixture.first.key, chosen: false }
          : null;
      this.resolve();
    });
  }

  private isDimension(column: string): boolean {
    return this.meta.key.includes(column) && column !== this.meta.window?.column;
  }

  /** Shows a fixture, and its first difference when nothing else is asked for. */
  choose(fixture: FixtureMeta): void {
    batch(() => {
      this.show(fixture, {});
      this.awaited = fixture.first ? { key: fixture.first.key, chosen: false } : null;
      this.resolve();
    });
    this.remember();
  }

  private show(fixture: FixtureMeta, filters: Filters): void {
    this.filters.value = filters;
    this.zoom.value = null;
    this.sort.value = null;
    this.hover.value = null;
    if (this.fixture.peek() === fixture) {
      this.selected.value = -1;
      return;
    }
    this.selected.value = -1;
    this.problem.value = null;
    this.fixture.value = fixture;
    const generation = ++this.generation;
    const known = this.read.get(fixture.name);
    this.rows.value = known ?? new Rows(this.meta, fixture);
    this.arrived.value++;
    if (!known) {
      void this.load(this.rows.peek(), generation);
    }
  }

  private async load(rows: Rows, generation: number): Promise<void> {
    try {
      const { chunks } = rows.fixture;
      const coming: Promise<ChunkJson>[] = [];
      let shown = performance.now();
      let pause = PAUSE;
      for (let index = 0; index < chunks.length; index++) {
        while (coming.length < Math.min(index + AHEAD, chunks.length)) {
          const next = readChunk(chunks[coming.length]!.id);
          // It is heard of a failure when its turn comes; until then it is no unhandled one.
          next.catch(() => undefined);
          coming.push(next);
        }
        const chunk = await coming[index]!;
        delete coming[index];
        if (generation !== this.generation) {
          return;
        }
        rows.add(chunk);
        // All that is seen is made anew each time, so that it is shown soon but not for each chunk.
        if (index === chunks.length - 1 || performance.now() - shown > pause) {
          const begun = performance.now();
          batch(() => {
            this.arrived.value++;
            this.resolve();
          });
          await painted();
          shown = performance.now();
          pause = Math.max(PAUSE, 4 * (shown - begun));
        }
      }
      this.keep(rows);
    } catch (problem) {
      if (!(problem instanceof Unreadable)) {
        throw problem;
      }
      if (generation === this.generation) {
        this.problem.value = problem;
      }
    }
  }

  private keep(rows: Rows): void {
    this.read.set(rows.fixture.name, rows);
    // A million rows take some hundred megabytes.
    const [oldest] = this.read.keys();
    if (this.read.size > 3) {
      this.read.delete(oldest!);
    }
  }

  private resolve(): void {
    const rows = this.rows.peek();
    if (this.awaitedRange && rows.window && rows.loaded > 0) {
      const { from, to } = this.awaitedRange;
      this.awaitedRange = null;
      const extent = this.extent.peek();
      const range: Range = [
        this.timeOf(from) ?? extent?.[0] ?? 0,
        this.timeOf(to) ?? extent?.[1] ?? Number.MAX_SAFE_INTEGER,
      ];
      this.zoom.value = range[0] < range[1] ? range : null;
    }
    if (this.awaited && rows.loaded > 0) {
      const row = rows.find(this.awaited.key);
      if (row >= 0) {
        const { chosen } = this.awaited;
        this.awaited = null;
        this.selected.value = row;
        if (chosen) {
          this.onChosen(this);
        }
      }
    }
  }

  /** The time of a text on the wall, in the microseconds of the rows. */
  private timeOf(text: string | null): number | null {
    const wall = text === null ? null : this.rows.peek().window!.parse(text);
    if (wall === null) {
      return null;
    }
    const { clock } = this.rows.peek().window!;
    return wall - clock(wall - clock(wall));
  }

  /** Selects a row because the reader wants it. */
  select(row: number): void {
    this.awaited = null;
    this.selected.value = row;
    this.remember();
    this.onChosen(this);
  }

  /** Moves the selection along the time line, to the next row or to the next one that is notable. */
  step(steps: number, notable: boolean): void {
    const series = this.series.peek();
    if (series.length === 0) {
      return;
    }
    const selected = this.selected.peek();
    let place = firstAtLeast(series, Math.max(selected, 0));
    if (selected < 0 || series[place] !== selected) {
      place = Math.min(place, series.length - 1);
      if (!notable) {
        this.moveTo(series[place]!);
        return;
      }
      place -= Math.sign(steps);
    }
    let next = place + steps;
    if (notable) {
      while (next >= 0 && next < series.length && !(this.rows.peek().flags[series[next]!]! & NOTABLE)) {
        next += steps;
      }
      if (next < 0 || next >= series.length) {
        return;
      }
    }
    this.moveTo(series[Math.max(0, Math.min(series.length - 1, next))]!);
  }

  /** Selects a row, and moves the range of time so that it is seen. */
  moveTo(row: number): void {
    batch(() => {
      const zoom = this.zoom.peek();
      const start = this.rows.peek().start(row);
      if (zoom && !(start >= zoom[0] && start < zoom[1])) {
        const width = zoom[1] - zoom[0];
        this.zoom.value = [start - width / 2, start + width / 2];
      }
      this.select(row);
    });
  }

  /** Shows another combination: its window at the same time, else its first notable one, else its first. */
  showCombination(number: number): void {
    const rows = this.rows.peek();
    const series = rows.seriesOf(number);
    const now = this.selected.peek() < 0 ? NaN : rows.start(this.selected.peek());
    const row =
      series.find((candidate) => rows.start(candidate) === now) ??
      series.find((candidate) => (rows.flags[candidate]! & NOTABLE) !== 0) ??
      series[0];
    if (row !== undefined) {
      this.select(row);
    }
  }

  zoomTo(range: Range | null): void {
    const extent = this.extent.peek();
    if (range && extent) {
      range = [this.boundary(range[0]), this.boundary(range[1])];
      const least = Math.max((this.rows.peek().end(extent[0]) - extent[0]) * 2, 1);
      const from = Math.max(extent[0], Math.min(range[0], range[1] - least));
      const to = Math.min(extent[1], Math.max(range[1], from + least));
      range = from <= extent[0] && to >= extent[1] ? null : [from, to];
    }
    this.zoom.value = range;
    this.remember();
  }

  /** The beginning of a window that is nearest to a time. */
  private boundary(time: number): number {
    const seconds = this.meta.window?.seconds;
    const width = (seconds ?? 1) * SECOND;
    const [first] = this.extent.peek()!;
    return first + Math.round((time - first) / width) * width;
  }

  /** Shows more or less of the time around the selected window. */
  zoomBy(factor: number): void {
    const range = this.range.peek();
    if (!range) {
      return;
    }
    const selected = this.selected.peek();
    const start = selected >= 0 ? this.rows.peek().start(selected) : NaN;
    const centre = start >= range[0] && start <= range[1] ? start : (range[0] + range[1]) / 2;
    const width = (range[1] - range[0]) * factor;
    const left = ((centre - range[0]) / (range[1] - range[0])) * width;
    this.zoomTo([centre - left, centre - left + width]);
  }

  filter(column: string, value: string | null | undefined): void {
    const filters = { ...this.filters.peek() };
    if (value === undefined) {
      delete filters[column];
    } else {
      filters[column] = value;
    }
    this.filters.value = filters;
    const chosen = this.combinations.peek();
    const selected = this.selected.peek();
    if (selected >= 0 && chosen.length > 0 && !chosen.includes(this.rows.peek().combination[selected]!)) {
      this.showCombination(chosen[0]!);
    }
    this.remember();
  }

  /** The parameters that lead to what is seen, by names and values only. */
  permalink(): URLSearchParams {
    const parameters = new URLSearchParams();
    const rows = this.rows.peek();
    if (this.single) {
      parameters.set('metric', this.meta.slug);
    }
    parameters.set('fixture', this.fixture.peek().name);
    const measure = this.measure.peek();
    if (measure) {
      parameters.set('measure', measure.name);
    }
    for (const [column, value] of Object.entries(this.filters.peek())) {
      if (value === null) {
        parameters.append('null', column);
      } else {
        parameters.set('only.' + column, value);
      }
    }
    const zoom = this.zoom.peek();
    if (zoom && rows.window) {
      parameters.set('from', rows.window.wallText(Math.round(zoom[0])));
      parameters.set('to', rows.window.wallText(Math.round(zoom[1])));
    }
    if (this.everyRow.peek()) {
      parameters.set('rows', 'all');
    }
    const selected = this.selected.peek();
    if (selected >= 0) {
      for (const [column, value] of Object.entries(rows.key(selected))) {
        if (value !== null) {
          parameters.set('key.' + column, value);
        }
      }
    }
    return parameters;
  }

  remember(): void {
    write(this.permalink());
  }
}

/** Until what changed is seen; at once where nothing is seen, as in a tab in the background. */
function painted(): Promise<unknown> {
  return new Promise((resume) => {
    if (document.hidden) {
      setTimeout(resume);
    } else {
      requestAnimationFrame(() => setTimeout(resume));
    }
  });
}
