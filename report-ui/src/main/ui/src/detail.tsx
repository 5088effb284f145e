import { EXPECTED } from './meta';
import { percent, text } from './page';
import { copyFrom } from './copy';
import type { ExplorerState } from './state';
import { GLYPH, statesOf, versionName } from './states';
import { Value } from './value';

/** The command that replays the window of a row; null when there is none. It holds times, and no value of the data. */
function replayOf(state: ExplorerState, row: number): string | null {
  const rows = state.rows.value;
  const { replay } = state.fixture.value;
  if (!replay) {
    return null;
  }
  if (!rows.window) {
    return replay;
  }
  const start = rows.start(row);
  if (Number.isNaN(start)) {
    return null;
  }
  return replay
    .replaceAll('{from}', rows.window.wallText(start))
    .replaceAll('{to}', rows.window.wallText(rows.end(start)));
}

/** All that is known of the selected window. */
export function Detail({ state, toEvidence }: { state: ExplorerState; toEvidence: (() => void) | null }) {
  const row = state.selected.value;
  const rows = state.rows.value;
  state.arrived.value;
  if (row < 0) {
    return <p class="lr-detail lr-nothing">{text('nothing-selected')}</p>;
  }
  const replay = replayOf(state, row);
  const anomalies = rows.anomaliesOf(row);
  const versions = state.versions;
  return (
    <section class="lr-detail" aria-label={text('window')}>
      <h3>{text('window')}</h3>
      <dl class="lr-keys">
        {state.meta.key.map((name) => (
          <div key={name}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd>
              <Value of={rows.keyText(name, row)} />
            </dd>
          </div>
        ))}
      </dl>
      <p class="lr-states">
        {statesOf(rows, row).map((one) => (
          <span key={one.kind} class={'lr-state-' + one.kind}>
            {GLYPH[one.kind]} {one.label}
          </span>
        ))}
        {anomalies.map((check) => (
          <code key={check}>{check}</code>
        ))}
      </p>
      <div class="lr-scroll" tabIndex={0} role="group" aria-label={text('values')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text('measure')}</th>
              <th scope="col">{text('actual')}</th>
              {versions.map(({ name }) => (
                <th key={name} scope="col">
                  <bdi>{versionName(name)}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {state.meta.measures.map(({ name }) => (
              <tr key={name}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                <td>{rows.gone(row) ? <i class="lr-null">{text('no-row')}</i> : <Value of={rows.at(null, name, row)} />}</td>
                {versions.map((version) => {
                  if (!rows.has(version, row)) {
                    return (
                      <td key={version.name}>
                        <i class="lr-null">{text('no-row')}</i>
                      </td>
                    );
                  }
                  if (version.unchecked.has(name)) {
                    return (
                      <td key={version.name}>
                        <i class="lr-null">{text('unchecked')}</i>
                      </td>
                    );
                  }
                  const differs = rows.differs(version, name, row);
                  const how = version.name === EXPECTED ? 'differs' : 'changed';
                  return (
                    <td key={version.name} class={differs ? 'lr-' + how : 'lr-agrees'}>
                      <Value of={rows.at(version, name, row)} />
                      {differs && <Delta state={state} version={version.name} measure={name} row={row} glyph={GLYPH[how]} />}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {replay && (
        <>
          <h4>{text('replay')}</h4>
          <div class="command">
            <code>{replay}</code>
            <button type="button" class="lr-copy" onClick={(event) => void copyFrom(event.currentTarget, replay)}>
              {text('copy')}
            </button>
          </div>
        </>
      )}
      {toEvidence && (
        <button type="button" class="lr-to-evidence" onClick={toEvidence}>
          {text('to-evidence')}
        </button>
      )}
    </section>
  );
}

interface DeltaProps {
  state: ExplorerState;
  version: string;
  measure: string;
  row: number;
  glyph: string;
}

function Delta({ state, version, measure, row, glyph }: DeltaProps) {
  const rows = state.rows.value;
  const other = state.versions.find(({ name }) => name === version)!;
  const delta = rows.delta(other, measure, row);
  if (delta === null) {
    return (
      <div class="lr-by">
        {glyph} {text('differs')}
      </div>
    );
  }
  const base = Number(rows.at(other, measure, row));
  const share = Number(delta.replace('\u2212', '-')) / Math.abs(base);
  return (
    <div class="lr-by">
      {glyph} {delta}
      {Number.isFinite(share) && base !== 0 && <small> {percent(share)}</small>}
    </div>
  );
}
