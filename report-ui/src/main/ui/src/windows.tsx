import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { EXPECTED } from './meta';
import { count, text } from './page';
import type { Rows, Version } from './rows';
import type { ExplorerState } from './state';
import { GLYPH, statesOf, versionName } from './states';
import { Value } from './value';

const ROW = 26;
const HEADER = 44;
/** Browsers end an element at some 16 million pixels; below that, scrolling stays in step with the wheel. */
const TALLEST = 8_000_000;
const BODY = 15 * ROW;

type ColumnKind = 'key' | 'state' | 'actual' | 'version' | 'delta';

interface Column {
  kind: ColumnKind;
  name: string;
  version: Version | null;
  width: number;
  left: number;
}

function columnsOf(state: ExplorerState): Column[] {
  const rows = state.rows.value;
  const columns: Omit<Column, 'left' | 'width'>[] = state.meta.key.map((name) => ({
    kind: 'key',
    name,
    version: null,
  }));
  columns.push({ kind: 'state', name: '', version: null });
  const all = state.everyColumn.value || !state.anyNotable.value;
  let any = false;
  const measures = state.meta.measures.map(({ name }) => {
    const changed = state.versions.filter((version) => (version.cells.get(name)?.size ?? 0) > 0);
    any ||= changed.length > 0;
    return { name, changed };
  });
  for (const { name, changed } of measures) {
    // Rows that came or went differ in all columns, so that all are shown where nothing else differs.
    if (!all && any && changed.length === 0) {
      continue;
    }
    columns.push({ kind: 'actual', name, version: null });
    for (const version of changed) {
      columns.push({ kind: 'version', name, version }, { kind: 'delta', name, version });
    }
  }
  const sample = state.filtered.value;
  const widthOf = ruler();
  const step = Math.max(1, Math.ceil(sample.length / 150));
  let left = 0;
  return columns.map((column) => {
    let most = widthOf(column.name, true);
    if (column.kind !== 'key') {
      const head = column.version ? versionName(column.version.name) : text('actual');
      most = Math.max(most, widthOf(column.kind === 'delta' ? 'Δ ' + head + ' ▼' : head, false));
    }
    for (let index = 0; index < sample.length; index += step) {
      const shown = textIn(rows, column, sample[index]!);
      most = Math.max(most, shown === null ? 0 : widthOf(shown, column.kind === 'delta'));
    }
    const width = column.kind === 'state' ? 176 : Math.max(56, Math.min(most, 240) + 24);
    const placed = { ...column, width: Math.round(width), left };
    left += column.kind === 'key' ? placed.width : 0;
    return placed;
  });
}

/** The text of a cell; null when it holds none of its own. */
function textIn(rows: Rows, { kind, name, version }: Omit<Column, 'left' | 'width'>, row: number): string | null {
  if (kind === 'key') {
    return rows.keyText(name, row) ?? 'NULL';
  }
  if (kind === 'state' || !rows.has(version, row)) {
    return null;
  }
  if (kind === 'delta') {
    return rows.differs(version!, name, row) ? GLYPH.changed + ' ' + (rows.delta(version!, name, row) ?? '') : null;
  }
  return rows.at(version, name, row) ?? 'NULL';
}

let measuring: CanvasRenderingContext2D | undefined;

/** Tells how wide a text is in the table. */
function ruler(): (content: string, bold: boolean) => number {
  measuring ??= document.createElement('canvas').getContext('2d')!;
  const context = measuring;
  const style = getComputedStyle(document.querySelector('.lr-explorer')!);
  const font = style.fontSize + ' ' + style.fontFamily;
  let now: boolean | undefined;
  return (content, bold) => {
    if (bold !== now) {
      context.font = (bold ? '600 ' : '') + font;
      now = bold;
    }
    return Math.ceil(context.measureText(content.slice(0, 60)).width);
  };
}

/** The windows: only the rows in view are in the page, whatever their number. */
export function Windows({ state }: { state: ExplorerState }) {
  const columns = useComputed(() => columnsOf(state));
  const top = useSignal(0);
  const active = useSignal<{ row: number; column: number }>({ row: 0, column: 0 });
  const box = useRef<HTMLDivElement>(null);
  const scrolled = useRef(0);
  const focusWanted = useRef(false);

  const ordered = state.ordered.value;
  const total = ordered.length;
  const virtual = total * ROW;
  const body = Math.min(BODY, Math.max(virtual, ROW * 3));
  const height = Math.min(virtual, TALLEST);
  const most = Math.max(0, virtual - body);
  const start = Math.max(0, Math.min(top.value, most));
  const first = Math.max(0, Math.floor(start / ROW) - 4);
  const last = Math.min(total, Math.ceil((start + body) / ROW) + 4);

  const onScroll = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = box.current!;
    const moved = scrollTop - scrolled.current;
    scrolled.current = scrollTop;
    const end = scrollHeight - clientHeight;
    if (virtual <= TALLEST) {
      top.value = scrollTop;
    } else if (scrollTop <= 0) {
      top.value = 0;
    } else if (scrollTop >= end - 1) {
      top.value = most;
    } else if (Math.abs(moved) < body) {
      top.value = Math.max(0, Math.min(most, start + moved));
    } else {
      top.value = Math.round((scrollTop / end) * most);
    }
  };
  /** Brings a row of the table into view. */
  const reveal = (place: number, far: boolean): void => {
    const at = place * ROW;
    let to = start;
    if (at < start || at + ROW > start + body) {
      // What is only a step away is moved to the edge, anything else to the middle.
      to = far ? at - Math.floor(body / ROW / 2) * ROW : at < start ? at : at + ROW - body;
      to = Math.max(0, Math.min(most, to));
    }
    if (to === start) {
      return;
    }
    const element = box.current!;
    top.value = to;
    if (virtual <= TALLEST) {
      element.scrollTop = to;
      scrolled.current = to;
    } else {
      const end = element.scrollHeight - element.clientHeight;
      element.scrollTop = Math.max(1, Math.min(end - 2, Math.round((to / most) * end)));
      scrolled.current = element.scrollTop;
    }
  };
  const revealRef = useRef(reveal);
  revealRef.current = reveal;

  useSignalEffect(() => {
    const row = state.selected.value;
    const place = row < 0 ? -1 : placeIn(state.ordered.value, row, state.sort.value === null);
    if (place >= 0) {
      active.value = { row: place, column: active.peek().column };
      revealRef.current(place, true);
    }
  });
  useLayoutEffect(() => {
    if (active.peek().row >= total) {
      active.value = { row: Math.max(0, total - 1), column: active.peek().column };
    }
  }, [total]);
  // Before anything else is seen or typed, since the row that had the focus may just have left the page.
  useLayoutEffect(() => {
    if (focusWanted.current) {
      focusWanted.current = false;
      box.current?.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')?.focus({ preventScroll: true });
    }
  });

  const move = (row: number, column: number): void => {
    const next = {
      row: Math.max(0, Math.min(total - 1, row)),
      column: Math.max(0, Math.min(columns.value.length - 1, column)),
    };
    active.value = next;
    focusWanted.current = true;
    revealRef.current(next.row, false);
    const { left, width, kind } = columns.value[next.column]!;
    if (kind !== 'key') {
      const pinned = columns.value.filter((candidate) => candidate.kind === 'key').reduce((sum, key) => sum + key.width, 0);
      let at = pinned;
      for (const candidate of columns.value.slice(0, next.column)) {
        at += candidate.kind === 'key' ? 0 : candidate.width;
      }
      const element = box.current!;
      if (at - pinned < element.scrollLeft) {
        element.scrollLeft = at - pinned;
      } else if (at + width > element.scrollLeft + element.clientWidth) {
        element.scrollLeft = at + width - element.clientWidth;
      }
    } else if (left === 0) {
      box.current!.scrollLeft = 0;
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target as HTMLElement).matches('[role=gridcell]')) {
      return;
    }
    const { row, column } = active.peek();
    const page = Math.floor(body / ROW) - 1;
    const act: Record<string, () => void> = {
      ArrowDown: () => move(row + 1, column),
      ArrowUp: () => move(row - 1, column),
      ArrowRight: () => move(row, column + 1),
      ArrowLeft: () => move(row, column - 1),
      PageDown: () => move(row + page, column),
      PageUp: () => move(row - page, column),
      Home: () => (event.ctrlKey ? move(0, 0) : move(row, 0)),
      End: () => (event.ctrlKey ? move(total - 1, columns.value.length - 1) : move(row, columns.value.length - 1)),
      Enter: () => state.select(state.ordered.peek()[row]!),
      ' ': () => state.select(state.ordered.peek()[row]!),
    };
    if (act[event.key]) {
      event.preventDefault();
      act[event.key]!();
    }
  };
  const onFocusIn = (event: FocusEvent): void => {
    const cell = (event.target as HTMLElement).closest('[role=gridcell]');
    const row = cell?.closest('[role=row]');
    if (cell && row) {
      active.value = {
        row: Number(row.getAttribute('aria-rowindex')) - 2,
        column: Number(cell.getAttribute('aria-colindex')) - 1,
      };
    }
  };
  const sortBy = (measure: string, version: string): void => {
    const now = state.sort.value;
    const same = now?.measure === measure && now.version === version;
    state.sort.value = !same
      ? { measure, version, direction: 'descending' }
      : now.direction === 'descending'
        ? { measure, version, direction: 'ascending' }
        : null;
    box.current!.scrollTop = 0;
    scrolled.current = 0;
    top.value = 0;
  };

  const template = columns.value.map(({ width }) => width + 'px').join(' ');
  const rows = state.rows.value;
  const shift = (box.current?.scrollTop ?? 0) - start;
  const visible: number[] = [];
  for (let place = first; place < last; place++) {
    visible.push(place);
  }
  // The cell that the tab key leads to is always one in view.
  const roving = Math.max(first, Math.min(last - 1, active.value.row));
  return (
    <div class="lr-windows">
      <WindowsBar state={state} />
      <div
        ref={box}
        class="lr-grid"
        role="grid"
        aria-label={text('windows')}
        aria-rowcount={total + 1}
        aria-colcount={columns.value.length}
        style={{ height: body + HEADER + 16 + 'px' }}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        onFocusIn={onFocusIn}
      >
        <div class="lr-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
          {columns.value.map((column, index) => (
            <Header key={index} column={column} index={index} columns={columns.value} state={state} onSort={sortBy} />
          ))}
        </div>
        <div class="lr-rows" role="rowgroup" style={{ height: height + 'px' }}>
          {visible.map((place) => {
            const row = ordered[place]!;
            return (
              <div
                key={place}
                role="row"
                aria-rowindex={place + 2}
                aria-selected={row === state.selected.value}
                class={'lr-row' + (place % 2 ? ' lr-odd' : '')}
                style={{
                  gridTemplateColumns: template,
                  top: (virtual <= TALLEST ? place * ROW : place * ROW + shift) + 'px',
                }}
                onClick={() => {
                  active.value = { row: place, column: active.peek().column };
                  state.select(row);
                }}
              >
                {columns.value.map((column, index) => (
                  <Cell
                    key={index}
                    rows={rows}
                    row={row}
                    column={column}
                    index={index}
                    focusable={place === roving && index === Math.min(active.value.column, columns.value.length - 1)}
                  />
                ))}
              </div>
            );
          })}
        </div>
        {total === 0 && state.complete.value && <p class="lr-empty">{text('no-rows')}</p>}
      </div>
    </div>
  );
}

function placeIn(ordered: Uint32Array, row: number, ascending: boolean): number {
  if (!ascending) {
    return ordered.indexOf(row);
  }
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ordered[middle]! < row) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return ordered[low] === row ? low : -1;
}

function WindowsBar({ state }: { state: ExplorerState }) {
  const rows = state.rows.value;
  state.arrived.value;
  return (
    <div class="lr-bar">
      <h3>{text('windows')}</h3>
      <span class="lr-count">
        {state.complete.value
          ? text('rows-shown', count(state.filtered.value.length), count(rows.total))
          : text('loading', count(rows.loaded), count(rows.total))}
      </span>
      {state.anyNotable.value && (
        <>
          <label title={text('only-rows-too')}>
            <input
              type="checkbox"
              checked={!state.everyRow.value}
              onChange={(event) => {
                state.everyRow.value = !event.currentTarget.checked;
                state.remember();
              }}
            />
            {text('only-rows')}
          </label>
          <label>
            <input
              type="checkbox"
              checked={!state.everyColumn.value}
              onChange={(event) => (state.everyColumn.value = !event.currentTarget.checked)}
            />
            {text('only-columns')}
          </label>
        </>
      )}
    </div>
  );
}

interface HeaderProps {
  column: Column;
  index: number;
  columns: Column[];
  state: ExplorerState;
  onSort(measure: string, version: string): void;
}

function Header({ column, index, columns, state, onSort }: HeaderProps) {
  const { kind, name, version, left } = column;
  const again = columns[index - 1]?.name === name && kind !== 'actual';
  const pinned = kind === 'key';
  const sort = state.sort.value;
  const sorted = kind === 'delta' && sort?.measure === name && sort.version === version!.name;
  const label =
    kind === 'actual' ? text('actual') : kind === 'version' ? versionName(version!.name) : 'Δ ' + (version ? versionName(version.name) : '');
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={sorted ? sort.direction : undefined}
      class={'lr-' + kind + (pinned ? ' lr-pinned' : '') + (kind === 'actual' ? ' lr-first' : '')}
      style={pinned ? { left: left + 'px' } : undefined}
      title={name || undefined}
    >
      {pinned ? (
        <bdi>{name}</bdi>
      ) : kind === 'state' ? (
        text('state')
      ) : (
        <>
          <bdi class={again ? 'lr-offscreen' : 'lr-measure'}>{name}</bdi>
          {kind === 'delta' ? (
            <button type="button" onClick={() => onSort(name, version!.name)} title={text('sort-delta')}>
              {label}
              <span aria-hidden="true">{sorted ? (sort.direction === 'descending' ? ' ▼' : ' ▲') : ' ↕'}</span>
            </button>
          ) : (
            <span class="lr-role">{label}</span>
          )}
        </>
      )}
    </div>
  );
}

interface CellProps {
  rows: Rows;
  row: number;
  column: Column;
  index: number;
  focusable: boolean;
}

function Cell({ rows, row, column, index, focusable }: CellProps) {
  const { kind, name, version, left } = column;
  const pinned = kind === 'key';
  const differs = version !== null && rows.differs(version, name, row);
  const how = version?.name === EXPECTED ? 'differs' : 'changed';
  let title: string | undefined;
  let content;
  if (kind === 'key') {
    title = rows.keyText(name, row) ?? undefined;
    content = <Value of={rows.keyText(name, row)} />;
  } else if (kind === 'state') {
    const states = statesOf(rows, row);
    title = states.map(({ label }) => label).join(' · ');
    content = states.length
      ? states.map((state) => (
          <span key={state.kind} class={'lr-state-' + state.kind}>
            {GLYPH[state.kind]} {state.label}
          </span>
        ))
      : text('state.same');
  } else if (kind === 'delta') {
    content = differs ? (
      <>
        {GLYPH[how]} {rows.delta(version!, name, row) ?? text('differs')}
      </>
    ) : rows.has(version, row) && !rows.gone(row) ? (
      <span class="lr-quiet">=</span>
    ) : null;
  } else if (rows.has(version, row)) {
    title = rows.at(version, name, row) ?? undefined;
    content = <Value of={rows.at(version, name, row)} />;
  } else {
    content = <i class="lr-null">{text('no-row')}</i>;
  }
  return (
    <div
      role="gridcell"
      aria-colindex={index + 1}
      tabIndex={focusable ? 0 : -1}
      class={
        'lr-' + kind + (pinned ? ' lr-pinned' : '') + (kind === 'actual' ? ' lr-first' : '') + (differs ? ' lr-' + how : '')
      }
      style={pinned ? { left: left + 'px' } : undefined}
      title={title}
    >
      {content}
    </div>
  );
}
