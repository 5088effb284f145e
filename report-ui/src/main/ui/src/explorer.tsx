import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Chart } from './chart';
import { Detail } from './detail';
import { announce } from './live';
import { count, text } from './page';
import { type Choice, Picker } from './picker';
import type { ExplorerState } from './state';
import { statusText } from './states';
import { Windows } from './windows';

/** A metric in its fixtures: what to look at, the time line, the windows, and the one that is selected. */
export function Explorer({ state, evidenceOf }: { state: ExplorerState; evidenceOf(): HTMLDetailsElement | null }) {
  const first = useRef(true);
  useSignalEffect(() => {
    const shown = state.filtered.value.length;
    if (state.complete.value) {
      if (!first.current) {
        announce(text('rows-shown', count(shown), count(state.rows.value.total)));
      }
      first.current = false;
    }
  });
  const problem = state.problem.value;
  const rows = state.rows.value;
  state.arrived.value;
  const evidence = state.selected.value >= 0 ? evidenceOf() : null;
  const toEvidence =
    evidence &&
    (() => {
      evidence.open = true;
      evidence.scrollIntoView({ block: 'start' });
      evidence.querySelector('summary')?.focus({ preventScroll: true });
    });
  return (
    <>
      {problem && (
        <div class="lr-problem" role="alert">
          <b>{text('unreadable')}</b> {text(problem.reason, problem.file)}
        </div>
      )}
      {(rows.loaded > 0 || (!problem && rows.total === 0)) && (
        <>
          <Controls state={state} />
          {rows.loaded > 0 && rows.window && state.measure.value && <Chart state={state} />}
          {rows.total === 0 ? (
            <p class="lr-empty">{text('no-rows')}</p>
          ) : (
            <div class="lr-below">
              <Windows state={state} />
              <Detail state={state} toEvidence={toEvidence} />
            </div>
          )}
        </>
      )}
      {problem && rows.loaded === 0 && state.meta.fixtures.length > 1 && <Controls state={state} />}
      {!problem && rows.loaded === 0 && rows.total > 0 && <p class="lr-loading">{text('loading', '0', count(rows.total))}</p>}
    </>
  );
}

function Controls({ state }: { state: ExplorerState }) {
  const { meta } = state;
  const rows = state.rows.value;
  state.arrived.value;
  return (
    <div class="lr-controls">
      <Picker
        label={text('fixture')}
        value={state.fixture.value.name}
        choices={meta.fixtures.map(({ name, status, changed, anomalies }) => ({
          value: name,
          label: name,
          note:
            statusText(status) +
            (changed ? ' · ' + text('changed-windows', count(changed)) : '') +
            (anomalies ? ' · ' + text('anomalous-windows', count(anomalies)) : ''),
        }))}
        onPick={(name) => state.choose(meta.fixtures.find((fixture) => fixture.name === name)!)}
      />
      <span class="lr-fixture-state">{statusText(state.fixture.value.status)}</span>
      {state.numericMeasures.length > 0 && rows.window && (
        <Picker
          label={text('measure')}
          value={state.measure.value?.name}
          choices={state.numericMeasures.map(({ name }) => ({ value: name, label: name }))}
          onPick={(name) => {
            state.measure.value = state.numericMeasures.find((measure) => measure.name === name)!;
            state.remember();
          }}
        />
      )}
      {[...rows.dimensions].map(([name, dimension]) => (
        <Picker
          key={name}
          label={name}
          value={name in state.filters.value ? state.filters.value[name] : undefined}
          choices={[
            { value: undefined, label: text('all'), quiet: true },
            ...dimension.values.map(
              (value): Choice => ({
                value,
                label: value ?? 'NULL',
                quiet: value === null,
              }),
            ),
          ]}
          onPick={(value) => state.filter(name, value)}
        />
      ))}
      {rows.window && <Series state={state} />}
    </div>
  );
}

/** Which combination the time line shows, with the way to the others: it never adds them up. */
function Series({ state }: { state: ExplorerState }) {
  const chosen = state.combinations.value;
  const now = state.combination.value;
  const rows = state.rows.value;
  if (rows.dimensions.size === 0 || now < 0) {
    return null;
  }
  const place = chosen.indexOf(now);
  const values = [...rows.dimensions].map(
    ([name, dimension], index) => name + ' = ' + (dimension.values[rows.combinations[now]!.codes[index]!] ?? 'NULL'),
  );
  const step = (by: number): void => state.showCombination(chosen[(place + by + chosen.length) % chosen.length]!);
  return (
    <div class="lr-series" role="group" aria-label={text('series')}>
      <span class="lr-label">{text('series')}</span>
      <span class="lr-series-row">
        {chosen.length > 1 && (
          <button type="button" aria-label={text('series-before')} onClick={() => step(-1)}>
            ‹
          </button>
        )}
        <b>
          <bdi>{values.join(', ')}</bdi>
        </b>
        {chosen.length > 1 && (
          <>
            <small>{text('of', count(place + 1), count(chosen.length))}</small>
            <button type="button" aria-label={text('series-after')} onClick={() => step(1)}>
              ›
            </button>
          </>
        )}
      </span>
    </div>
  );
}
