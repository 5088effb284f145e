import uPlot from 'uplot';
import { language, minus } from './page';
import { ANOMALOUS, CHANGED, DIFFERS, NOTABLE, type Rows } from './rows';
import type { Theme } from './theme';
import { ticks } from './ticks';
import { SECOND } from './time';

/** One line: the present values, or those of a version. */
export interface Line {
  name: string;
  colour: string;
  dash: number[];
  width: number;
  values: Float64Array;
  /** Present minus this; null for the present one. */
  deltas: Float64Array | null;
}

/** What is drawn. Times are in microseconds. */
export interface Picture {
  rows: Rows;
  /** The rows of the series in the order of time. */
  series: Uint32Array;
  /** Those of the versions, and at last the present one. */
  lines: Line[];
  range: [number, number];
  selected: number;
  theme: Theme;
}

export interface Gestures {
  brush(from: number, to: number): void;
  pick(time: number): void;
  hover(time: number | null): void;
}

/** Left of the plots, so that they and the strip stand below each other. */
export const GUTTER = 84;
export const RIGHT = 22;
const MOST_POINTS = 6000;
const LANE = 84;
const HEIGHT = 250;

const short = new Intl.NumberFormat(language, { maximumSignificantDigits: 5 });
const compact = new Intl.NumberFormat(language, {
  notation: 'compact',
  maximumSignificantDigits: 4,
});

function amount(number: number): string {
  return minus((Math.abs(number) >= 1e6 ? compact : short).format(number));
}

/** The time line: values above, differences below; both by uPlot, with their pointers and ranges in step. */
export class TimeLine {
  private picture: Picture;
  private readonly values: uPlot;
  private readonly deltas: uPlot | null;
  /** The end of the window of each point that is drawn. */
  private ends: number[] = [];
  private deltaEnds: number[] = [];
  private range: [number, number];

  constructor(
    private readonly place: HTMLElement,
    picture: Picture,
    private readonly gestures: Gestures,
  ) {
    this.picture = picture;
    this.range = [picture.range[0] / SECOND, picture.range[1] / SECOND];
    this.values = this.chart(HEIGHT, true);
    this.deltas = picture.lines.length > 1 ? this.chart(LANE, false) : null;
    this.draw(picture);
  }

  destroy(): void {
    this.values.destroy();
    this.deltas?.destroy();
  }

  /** Draws anew; the lines must be the same as before but for their values. */
  draw(picture: Picture): void {
    this.picture = picture;
    this.range = [picture.range[0] / SECOND, picture.range[1] / SECOND];
    this.setData();
  }

  resize(): void {
    const width = this.place.clientWidth;
    if (width > 0 && width !== this.values.width) {
      this.values.setSize({ width, height: HEIGHT });
      this.deltas?.setSize({ width, height: LANE });
      this.setData();
    }
  }

  /** Shows the pointer at a place that is that far from the left of the plot; none for null. */
  point(left: number | null): void {
    this.values.setCursor({ left: left ?? -10, top: left === null ? -10 : 5 });
  }

  private chart(height: number, upper: boolean): uPlot {
    const { theme } = this.picture;
    const { lines } = this.picture;
    const axis: uPlot.Axis = {
      stroke: theme.muted,
      font: theme.font,
      grid: { stroke: theme.line, width: 1 },
      ticks: { stroke: theme.line, width: 1, size: 4 },
    };
    const shown = upper ? lines : lines.slice(0, -1);
    const options: uPlot.Options = {
      width: Math.max(this.place.clientWidth, 200),
      height,
      padding: [upper ? 14 : 8, RIGHT, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: true, y: false, setScale: false },
        sync: { key: 'lr-' + this.picture.rows.meta.slug, setSeries: false, scales: ['x', null] },
        focus: { prox: -1 },
      },
      scales: {
        x: { time: false, range: () => this.range },
        y: { range: (_, low, high) => this.height(low, high, upper) },
      },
      axes: [
        {
          ...axis,
          size: upper ? 40 : 6,
          splits: (chart, _, from, to) =>
            ticks(from, to, (chart.width - GUTTER) / 92, this.picture.rows.window!.clock).at,
          values: (chart) =>
            upper
              ? ticks(...this.range, (chart.width - GUTTER) / 92, this.picture.rows.window!.clock).labels
              : [],
          ticks: { ...axis.ticks, show: upper },
        },
        {
          ...axis,
          size: GUTTER,
          space: upper ? 36 : 26,
          values: (chart, splits) =>
            splits.map((split) =>
              upper || split === 0 ? amount(split) : chart.data[0].length === 0 ? '' : (split > 0 ? '+' : '') + amount(split),
            ),
        },
      ],
      series: [
        {},
        ...shown.map(
          ({ name, colour, dash, width }, index): uPlot.Series => ({
            label: name,
            stroke: colour,
            fill: upper ? undefined : colour,
            width: upper ? width : 0,
            dash: upper ? dash : undefined,
            points: { show: false },
            paths: upper ? this.windows : this.bars(index, shown.length),
          }),
        ),
      ],
      hooks: {
        drawClear: [(chart) => this.bands(chart, upper)],
        drawAxes: [(chart) => this.zero(chart, upper)],
        draw: [(chart) => this.marks(chart, upper)],
        setSelect: [
          (chart) => {
            const { left, width } = chart.select;
            if (width > 3) {
              this.gestures.brush(this.timeAt(chart, left), this.timeAt(chart, left + width));
            }
            chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          },
        ],
        setCursor: [
          (chart) => {
            if (upper) {
              const { left } = chart.cursor;
              this.gestures.hover(left === undefined || left < 0 ? null : this.timeAt(chart, left));
            }
          },
        ],
      },
    };
    const chart = new uPlot(options, [[], ...shown.map(() => [])] as uPlot.AlignedData, this.place);
    let pressed = 0;
    chart.over.addEventListener('mousedown', (event) => (pressed = event.clientX));
    chart.over.addEventListener('click', (event) => {
      if (Math.abs(event.clientX - pressed) <= 3) {
        this.gestures.pick(this.timeAt(chart, event.clientX - chart.over.getBoundingClientRect().left));
      }
    });
    return chart;
  }

  private timeAt(chart: uPlot, left: number): number {
    return chart.posToVal(left, 'x') * SECOND;
  }

  /** A range that holds all values with room for the marks; it never ends at a line. */
  private height(low: number | null, high: number | null, upper: boolean): uPlot.Range.MinMax {
    let [from, to] = [low ?? 0, high ?? 0];
    // Amounts are seen with nothing at the bottom, unless they hardly differ from each other.
    const near = Math.max(Math.abs(from), Math.abs(to)) / 3;
    if (!upper || (from > 0 && (to - from > near || to === from))) {
      from = Math.min(from, 0);
    }
    if (!upper || (to < 0 && (to - from > near || to === from))) {
      to = Math.max(to, 0);
    }
    const room = (to - from) * 0.08 || 1;
    return [upper && from === 0 ? 0 : from - room, upper && to === 0 && from < 0 ? 0 : to + room];
  }

  private setData(): void {
    const { series, lines, rows } = this.picture;
    const starts = rows.window!.starts;
    const from = Math.max(0, this.placeOf(this.range[0] * SECOND) - 1);
    const to = Math.min(series.length, this.placeOf(this.range[1] * SECOND) + 1);
    const places = this.thinned(from, to);
    const thin = places.length < to - from;
    const at = places.map((place) => starts[series[place]!]! / SECOND);
    this.ends = places.map((place, index) => {
      const next = at[index + 1] ?? Infinity;
      return thin && next !== Infinity ? next : Math.min(next, rows.end(starts[series[place]!]!) / SECOND);
    });
    this.values.setData(
      [
        at,
        ...lines.map(({ values, deltas }) =>
          // Of thousands of windows, a line below another would only cost time.
          places.map((place) => defined(thin && deltas?.[place] === 0 ? NaN : values[place]!)),
        ),
      ] as uPlot.AlignedData,
      true,
    );
    if (this.deltas) {
      const parted = this.parted(from, to);
      this.deltaEnds = parted.map((place) => rows.end(starts[series[place]!]!) / SECOND);
      this.deltas.setData(
        [
          parted.map((place) => starts[series[place]!]! / SECOND),
          ...lines.slice(0, -1).map(({ deltas }) => parted.map((place) => defined(deltas![place]! || NaN))),
        ] as uPlot.AlignedData,
        true,
      );
    }
  }

  private placeOf(time: number): number {
    return firstFrom(this.picture.rows, this.picture.series, time);
  }

  /** The places to draw: all of them, or of each pixel those with the least value, the greatest, and the greatest difference. */
  private thinned(from: number, to: number): number[] {
    const places: number[] = [];
    if (to - from <= MOST_POINTS) {
      for (let place = from; place < to; place++) {
        places.push(place);
      }
      return places;
    }
    const { lines } = this.picture;
    const present = lines[lines.length - 1]!.values;
    const buckets = Math.max(100, Math.min(this.place.clientWidth, 1500));
    const size = (to - from) / buckets;
    for (let bucket = 0; bucket < buckets; bucket++) {
      const first = Math.floor(from + bucket * size);
      const last = Math.floor(from + (bucket + 1) * size);
      let least = first;
      let greatest = first;
      let parted = first;
      let most = 0;
      for (let place = first; place < last; place++) {
        const value = present[place]!;
        if (value < present[least]! || Number.isNaN(present[least]!)) {
          least = place;
        }
        if (value > present[greatest]! || Number.isNaN(present[greatest]!)) {
          greatest = place;
        }
        for (const { deltas } of lines) {
          const delta = deltas ? Math.abs(deltas[place]!) : 0;
          if (delta > most) {
            most = delta;
            parted = place;
          }
        }
      }
      places.push(...[...new Set([least, greatest, parted])].sort((a, b) => a - b));
    }
    return places;
  }

  /** The places with a difference; of each pixel only the greatest when there are too many. */
  private parted(from: number, to: number): number[] {
    const others = this.picture.lines.slice(0, -1);
    const places: number[] = [];
    const buckets = Math.max(this.place.clientWidth, 100) * 2;
    const size = Math.max(1, (to - from) / buckets);
    let bucket = -1;
    let greatest = -1;
    for (let place = from; place < to; place++) {
      let most = 0;
      for (const { deltas } of others) {
        most = Math.max(most, Math.abs(deltas![place]!) || 0);
      }
      if (most > 0) {
        const own = Math.floor((place - from) / size);
        if (own !== bucket) {
          places.push(place);
          bucket = own;
          greatest = most;
        } else if (most > greatest) {
          places[places.length - 1] = place;
          greatest = most;
        }
      }
    }
    return places;
  }

  /** A line as wide as each window, joined where windows follow each other. */
  private readonly windows: uPlot.Series.PathBuilder = (chart, index) => {
    const stroke = new Path2D();
    const [at, values] = [chart.data[0], chart.data[index]!];
    let last = NaN;
    for (let point = 0; point < at.length; point++) {
      const value = values[point];
      if (value === null || value === undefined) {
        last = NaN;
        continue;
      }
      const left = chart.valToPos(at[point]!, 'x', true);
      const right = Math.max(chart.valToPos(this.ends[point]!, 'x', true), left + 1.5);
      const top = chart.valToPos(value, 'y', true);
      if (at[point] === last) {
        stroke.lineTo(left, top);
      } else {
        stroke.moveTo(left, top);
      }
      stroke.lineTo(right, top);
      last = this.ends[point]!;
    }
    return { stroke, fill: null, clip: null, band: null, gaps: null, flags: 0 } as unknown as uPlot.Series.Paths;
  };

  /** Differences as bars, those of several versions beside each other. */
  private bars(number: number, of: number): uPlot.Series.PathBuilder {
    return (chart, index) => {
      const fill = new Path2D();
      const [at, values] = [chart.data[0], chart.data[index]!];
      const zero = chart.valToPos(0, 'y', true);
      for (let point = 0; point < at.length; point++) {
        const value = values[point];
        if (value === null || value === undefined) {
          continue;
        }
        const left = chart.valToPos(at[point]!, 'x', true);
        const width = (chart.valToPos(this.deltaEnds[point]!, 'x', true) - left) / of;
        const top = chart.valToPos(value, 'y', true);
        const tall = Math.max(Math.abs(top - zero), 2);
        fill.rect(left + width * number, value > 0 ? zero - tall : zero, Math.max(width * 0.9, 2), tall);
      }
      return { stroke: null, fill, clip: null, band: null, gaps: null, flags: 0 } as unknown as uPlot.Series.Paths;
    };
  }

  /** Behind the lines: the selected window, and each window that differs. */
  private bands(chart: uPlot, upper: boolean): void {
    const { rows, series, selected, theme } = this.picture;
    const { ctx, bbox } = chart;
    ctx.save();
    ctx.fillStyle = theme.worse;
    ctx.globalAlpha = 0.12;
    let last = -Infinity;
    const to = this.placeOf(this.range[1] * SECOND);
    for (let place = Math.max(0, this.placeOf(this.range[0] * SECOND) - 1); place < to; place++) {
      const row = series[place]!;
      if (upper && row !== selected && rows.flags[row]! & (DIFFERS | CHANGED)) {
        const [left, right] = this.edges(chart, row);
        const begin = Math.max(left, last, bbox.left);
        const end = Math.min(Math.max(right, left + 1), bbox.left + bbox.width);
        if (end > begin) {
          ctx.fillRect(begin, bbox.top, end - begin, bbox.height);
          last = end;
        }
      }
    }
    if (selected >= 0) {
      const [left, right] = this.edges(chart, selected);
      if (right >= bbox.left && left <= bbox.left + bbox.width) {
        ctx.fillStyle = theme.accent;
        ctx.globalAlpha = 0.18;
        ctx.fillRect(left, bbox.top, Math.max(right - left, 2), bbox.height);
        ctx.globalAlpha = 1;
        ctx.fillRect(left, bbox.top, Math.max(right - left, 2), 2 * devicePixelRatio);
      }
    }
    ctx.restore();
  }

  private edges(chart: uPlot, row: number): [number, number] {
    const { rows } = this.picture;
    const start = rows.start(row);
    return [chart.valToPos(start / SECOND, 'x', true), chart.valToPos(rows.end(start) / SECOND, 'x', true)];
  }

  private zero(chart: uPlot, upper: boolean): void {
    const { ctx, bbox } = chart;
    const y = Math.round(chart.valToPos(0, 'y', true)) + 0.5;
    if (!upper && y >= bbox.top && y <= bbox.top + bbox.height) {
      ctx.save();
      ctx.strokeStyle = this.picture.theme.muted;
      ctx.lineWidth = 1;
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      ctx.restore();
    }
  }

  /** Above the lines: a diamond on the upper edge for each window with an anomaly. */
  private marks(chart: uPlot, upper: boolean): void {
    if (!upper) {
      return;
    }
    const { rows, series, theme } = this.picture;
    const { ctx, bbox } = chart;
    const half = 4 * devicePixelRatio;
    ctx.save();
    ctx.fillStyle = theme.anomaly;
    let last = -Infinity;
    const to = this.placeOf(this.range[1] * SECOND);
    for (let place = this.placeOf(this.range[0] * SECOND); place < to; place++) {
      const row = series[place]!;
      if (rows.flags[row]! & ANOMALOUS) {
        const [left, right] = this.edges(chart, row);
        const x = (left + right) / 2;
        if (x - last >= 1) {
          const y = bbox.top - half - 2;
          ctx.beginPath();
          ctx.moveTo(x, y - half);
          ctx.lineTo(x + half, y);
          ctx.lineTo(x, y + half);
          ctx.lineTo(x - half, y);
          ctx.fill();
          last = x;
        }
      }
    }
    ctx.restore();
  }
}

function defined(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The first place of a series that begins at that time or later. */
export function firstFrom(rows: Rows, series: Uint32Array, time: number): number {
  let low = 0;
  let high = series.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows.start(series[middle]!) < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The row of a series whose window holds a time, else the nearest one; -1 when there is none. */
export function rowAt(rows: Rows, series: Uint32Array, time: number): number {
  const place = firstFrom(rows, series, time);
  const before = series[place - 1];
  const after = series[place];
  if (before === undefined || (after !== undefined && rows.start(after) === time)) {
    return after ?? -1;
  }
  if (after === undefined || time < rows.end(rows.start(before))) {
    return before;
  }
  return time - rows.start(before) < rows.start(after) - time ? before : after;
}

/** What a strip shows: which lanes there are, each with its flag. */
export function drawStrip(
  canvas: HTMLCanvasElement,
  rows: Rows,
  range: [number, number],
  combination: number,
  passes: (row: number) => boolean,
  lanes: { flag: number; colour: string }[],
  line: string,
): void {
  const ratio = devicePixelRatio || 1;
  const width = Math.round(canvas.clientWidth * ratio);
  const tall = Math.round(16 * ratio);
  canvas.width = width;
  canvas.height = tall * lanes.length;
  const context = canvas.getContext('2d')!;
  const scale = width / (range[1] - range[0]);
  const least = Math.max(1, Math.round(ratio));
  const pixels = new Uint8Array(width * 2);
  for (let row = 0; row < rows.loaded; row++) {
    const flags = rows.flags[row]! & NOTABLE;
    if (flags === 0 || !passes(row)) {
      continue;
    }
    const start = rows.start(row);
    const end = rows.end(start);
    if (!(end > range[0] && start < range[1])) {
      continue;
    }
    const left = Math.max(0, Math.min(width - least, Math.floor((start - range[0]) * scale)));
    const right = Math.min(width, Math.max(left + least, Math.floor((end - range[0]) * scale)));
    const offset = rows.combination[row] === combination ? 0 : width;
    for (let pixel = left; pixel < right; pixel++) {
      pixels[offset + pixel]! |= flags;
    }
  }
  lanes.forEach(({ flag, colour }, lane) => {
    const top = lane * tall;
    context.fillStyle = line;
    context.fillRect(0, top + tall - ratio, width, ratio);
    context.fillStyle = colour;
    for (let pixel = 0; pixel < width; pixel++) {
      if (pixels[pixel]! & flag) {
        context.fillRect(pixel, top + 2 * ratio, 1, tall - 5 * ratio);
      } else if (pixels[width + pixel]! & flag) {
        context.fillRect(pixel, top + tall / 2 + ratio, 1, tall / 2 - 4 * ratio);
      }
    }
  });
}
