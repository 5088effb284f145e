import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { EXPECTED } from './meta';
import { text } from './page';
import { ANOMALOUS, CHANGED, DIFFERS, NOTABLE, type Version } from './rows';
import type { ExplorerState } from './state';
import { GLYPH, statesOf, versionName } from './states';
import { type Theme, onThemeChange, themeOf } from './theme';
import { GUTTER, type Line, type Picture, RIGHT, TimeLine, drawStrip, rowAt } from './timeline';
import { Value } from './value';

const DASHES = [[2, 3], [8, 3, 2, 3], [1, 2], [10, 3]];

/** How the line of a version is drawn, so that it is told from others without its colour. */
function styleOf(versions: Version[], version: Version | null, theme: Theme) {
  if (!version) {
    return { colour: theme.actual, dash: [], width: 2 };
  }
  if (version.name === EXPECTED) {
    return { colour: theme.expected, dash: [6, 3], width: 1.5 };
  }
  const number = versions.filter(({ name }) => name !== EXPECTED).indexOf(version);
  return { colour: theme.baseline, dash: DASHES[number % DASHES.length]!, width: 1.5 };
}

function pictureOf(state: ExplorerState, theme: Theme): Picture {
  const rows = state.rows.value;
  const series = state.series.value;
  const measure = state.measure.value!;
  const present = rows.numbersOf(null, measure.name, series);
  const lines: Line[] = [];
  for (const version of state.versions) {
    if (version.unchecked.has(measure.name)) {
      continue;
    }
    const values = rows.numbersOf(version, measure.name, series);
    lines.push({
      name: versionName(version.name),
      ...styleOf(state.versions, version, theme),
      values,
      deltas: values.map((value, index) => present[index]! - value),
    });
  }
  // Last, so that the others are seen where they part from it.
  lines.push({ name: text('actual'), ...styleOf(state.versions, null, theme), values: present, deltas: null });
  return { rows, series, lines, range: state.range.value!, selected: state.selected.value, theme };
}

/** The time line with its legend, its differences and the strip of states. */
export function Chart({ state }: { state: ExplorerState }) {
  const place = useRef<HTMLDivElement>(null);
  const strip = useRef<HTMLCanvasElement>(null);
  const pointer = useRef<HTMLDivElement>(null);
  const line = useRef<TimeLine | null>(null);

  useSignalEffect(() => {
    // Whatever the picture is made of is named here, since it is drawn in the next frame at the earliest.
    state.arrived.value;
    state.measure.value;
    state.combination.value;
    state.range.value;
    state.selected.value;
    state.filters.value;
    schedule();
  });

  const frame = useRef(0);
  const shape = useRef('');
  const draw = (): void => {
    frame.current = 0;
    if (!place.current || !state.range.peek() || !state.measure.peek()) {
      return;
    }
    const theme = themeOf(place.current);
    const picture = pictureOf(state, theme);
    const own = JSON.stringify([theme, picture.lines.map(({ name }) => name), state.fixture.peek().name]);
    if (!line.current || shape.current !== own) {
      line.current?.destroy();
      shape.current = own;
      line.current = new TimeLine(place.current, picture, {
        brush: (from, to) => state.zoomTo([from, to]),
        pick: (time) => {
          const row = rowAt(state.rows.peek(), state.series.peek(), time);
          if (row >= 0) {
            state.select(row);
          }
        },
        hover: (time) => {
          state.hover.value = time;
          movePointer();
        },
      });
    } else {
      line.current.draw(picture);
    }
    drawStates(theme);
    performance.mark('lr-drawn');
  };
  const schedule = (): void => {
    frame.current ||= requestAnimationFrame(draw);
  };
  const lanes = (): { flag: number; glyph: string; label: string; colour: keyof Theme }[] => {
    const rows = state.rows.value;
    return [
      ...(rows.versions.some(({ name }) => name === EXPECTED)
        ? [{ flag: DIFFERS, glyph: GLYPH.differs, label: text('lane.differs'), colour: 'worse' as const }]
        : []),
      ...(rows.versions.some(({ name }) => name !== EXPECTED)
        ? [{ flag: CHANGED, glyph: GLYPH.changed, label: text('lane.changed'), colour: 'baseline' as const }]
        : []),
      { flag: ANOMALOUS, glyph: GLYPH.anomaly, label: text('lane.anomaly'), colour: 'anomaly' as const },
    ];
  };
  const drawStates = (theme: Theme): void => {
    const allowed = new Set(state.combinations.peek());
    const rows = state.rows.peek();
    const every = allowed.size === rows.combinations.length;
    drawStrip(
      strip.current!,
      rows,
      state.range.peek()!,
      state.combination.peek(),
      (row) => every || allowed.has(rows.combination[row]!),
      lanes().map(({ flag, colour }) => ({ flag, colour: theme[colour] })),
      theme.line,
    );
  };
  const movePointer = (): void => {
    const time = state.hover.peek();
    const range = state.range.peek();
    if (pointer.current && range) {
      const shown = time !== null && time >= range[0] && time <= range[1];
      pointer.current.hidden = !shown;
      if (shown) {
        const width = strip.current!.clientWidth;
        pointer.current.style.left = GUTTER + ((time - range[0]) / (range[1] - range[0])) * width + 'px';
      }
    }
  };
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      line.current?.resize();
      if (line.current && place.current) {
        drawStates(themeOf(place.current));
      }
    });
    observer.observe(place.current!);
    const forget = onThemeChange(schedule);
    return () => {
      observer.disconnect();
      forget();
      cancelAnimationFrame(frame.current);
      line.current?.destroy();
    };
  }, []);

  const timeOnStrip = (event: MouseEvent): number => {
    const range = state.range.peek()!;
    const box = strip.current!.getBoundingClientRect();
    return range[0] + ((event.clientX - box.left) / box.width) * (range[1] - range[0]);
  };
  /** Goes to what is marked at or beside a place of the strip, whichever series it is of. */
  const pickOnStrip = (event: MouseEvent): void => {
    const time = timeOnStrip(event);
    const rows = state.rows.peek();
    const range = state.range.peek()!;
    const near = ((range[1] - range[0]) / strip.current!.clientWidth) * 4;
    const allowed = new Set(state.combinations.peek());
    let best = -1;
    let distance = near;
    for (let row = 0; row < rows.loaded; row++) {
      if (rows.flags[row]! & NOTABLE && allowed.has(rows.combination[row]!)) {
        const start = rows.start(row);
        const away = time < start ? start - time : Math.max(0, time - rows.end(start));
        const own = rows.combination[row] === state.combination.peek();
        if (away < distance || (away === distance && own && away === 0)) {
          best = row;
          distance = away;
        }
      }
    }
    if (best >= 0) {
      state.select(best);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const act: Record<string, () => void> = {
      ArrowRight: () => state.step(1, event.shiftKey),
      ArrowLeft: () => state.step(-1, event.shiftKey),
      PageDown: () => state.step(10, false),
      PageUp: () => state.step(-10, false),
      Home: () => state.step(-state.rows.peek().total, false),
      End: () => state.step(state.rows.peek().total, false),
      '+': () => state.zoomBy(0.5),
      '=': () => state.zoomBy(0.5),
      '-': () => state.zoomBy(2),
      '0': () => state.zoomTo(null),
      Escape: () => state.zoomTo(null),
      n: () => state.step(1, true),
      p: () => state.step(-1, true),
    };
    if (act[event.key]) {
      event.preventDefault();
      act[event.key]!();
    }
  };

  const selected = state.selected.value;
  const series = state.series.value;
  const position = selected < 0 ? -1 : series.indexOf(selected);
  return (
    <div class="lr-chart">
      <Legend state={state} />
      <div
        class="lr-plots"
        role="slider"
        tabIndex={0}
        aria-label={text('time-line', state.measure.value?.name ?? '')}
        aria-valuemin={1}
        aria-valuemax={Math.max(series.length, 1)}
        aria-valuenow={Math.max(position + 1, 1)}
        aria-valuetext={spoken(state)}
        onKeyDown={onKeyDown}
      >
        <div ref={place} class="lr-uplot" />
        <div
          class="lr-strip"
          onMouseMove={(event) =>
            line.current?.point(event.clientX - strip.current!.getBoundingClientRect().left)
          }
          onMouseLeave={() => line.current?.point(null)}
        >
          <div class="lr-lanes" style={{ width: GUTTER + 'px' }}>
            {lanes().map(({ flag, glyph, label }) => (
              <span key={flag}>
                {glyph} {label}
              </span>
            ))}
          </div>
          <canvas
            ref={strip}
            style={{ height: lanes().length * 16 + 'px', marginRight: RIGHT + 'px' }}
            onClick={pickOnStrip}
          />
        </div>
        <div ref={pointer} class="lr-pointer" hidden />
      </div>
      <p class="lr-hint">
        {text('time-line-keys')}
        {state.zoom.value && (
          <button type="button" onClick={() => state.zoomTo(null)}>
            {text('zoom-reset')}
          </button>
        )}
      </p>
    </div>
  );
}

/** The selected window in words. */
function spoken(state: ExplorerState): string {
  const row = state.selected.value;
  const rows = state.rows.value;
  if (row < 0) {
    return text('nothing-selected');
  }
  const measure = state.measure.value!.name;
  const parts = Object.values(rows.key(row)).map((value) => value ?? 'NULL');
  parts.push(text('actual') + ' ' + (rows.gone(row) ? text('no-row') : (rows.at(null, measure, row) ?? 'NULL')));
  for (const version of state.versions) {
    if (rows.differs(version, measure, row)) {
      parts.push(versionName(version.name) + ' ' + (rows.at(version, measure, row) ?? 'NULL'));
    }
  }
  return [...parts, ...statesOf(rows, row).map(({ label }) => label)].join(', ');
}

/** Names the lines, with their values in the window under the pointer or the selected one. */
function Legend({ state }: { state: ExplorerState }) {
  const rows = state.rows.value;
  const measure = state.measure.value;
  const hover = state.hover.value;
  state.arrived.value;
  const hovered = hover === null ? -1 : rowAt(rows, state.series.value, hover);
  const row = hovered >= 0 ? hovered : state.selected.value;
  if (!measure) {
    return null;
  }
  const shown: (Version | null)[] = [null, ...state.versions.filter(({ unchecked }) => !unchecked.has(measure.name))];
  return (
    <div class="lr-legend">
      <span class="lr-when">{row >= 0 ? rows.window!.at(row) : ''}</span>
      {shown.map((version) => {
        const { dash, width } = styleOf(state.versions, version, {} as Theme);
        const kind = !version ? 'actual' : version.name === EXPECTED ? 'expected' : 'baseline';
        const delta = version && row >= 0 && rows.differs(version, measure.name, row);
        return (
          <span key={version?.name ?? ''} class={'lr-line lr-is-' + kind}>
            <svg width="26" height="10" aria-hidden="true">
              <line
                x1="0"
                y1="5"
                x2="26"
                y2="5"
                stroke="currentColor"
                stroke-width={width + 0.5}
                stroke-dasharray={dash.join(' ')}
              />
            </svg>
            <span class="lr-name">{version ? versionName(version.name) : text('actual')}</span>
            <b>
              {row >= 0 &&
                (rows.has(version, row) ? <Value of={rows.at(version, measure.name, row)} /> : text('no-row'))}
            </b>
            {delta && <span class="lr-delta">Δ {rows.delta(version, measure.name, row) ?? text('differs')}</span>}
          </span>
        );
      })}
    </div>
  );
}
