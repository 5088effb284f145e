import { copyFrom } from './copy';
import { EXPECTED } from './meta';
import { percent, text } from './page';
import type { Version } from './rows';
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
  return (
    <div class="lr-detail" role="group" aria-label={text('window')}>
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
          <thead class="lr-offscreen">
            <tr>
              <th scope="col">{text('measure')}</th>
              <th scope="col">{text('value')}</th>
              <th scope="col">{text('difference')}</th>
            </tr>
          </thead>
          {state.meta.measures.map(({ name }) => (
            <Measure key={name} state={state} measure={name} row={row} />
          ))}
        </table>
      </div>
      {replay && (
        <>
          <h4>{text('replay')}</h4>
          <div class="command">
            <code>
              {replay.split(' ').map((word, index) => (
                <>
                  {index > 0 && ' '}
                  <span>{word}</span>
                </>
              ))}
            </code>
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
    </div>
  );
}

function Shown({ is, of }: { is: boolean; of: string | null }) {
  return (
    <td class={of !== null && of.length > 24 ? 'lr-long' : undefined}>
      {is ? <Value of={of} /> : <i class="lr-null">{text('no-row')}</i>}
    </td>
  );
}

/** A measure: the present value, and below it each version that does not agree. */
function Measure({ state, measure, row }: { state: ExplorerState; measure: string; row: number }) {
  const rows = state.rows.value;
  const apart: Version[] = [];
  const same: string[] = [];
  for (const version of state.versions) {
    if (version.unchecked.has(measure)) {
      same.push(text('unchecked-in', versionName(version.name)));
    } else if (rows.differs(version, measure, row) || rows.gone(row) || !rows.has(version, row)) {
      apart.push(version);
    } else {
      same.push('=\u00a0' + versionName(version.name));
    }
  }
  return (
    <tbody>
      <tr class="lr-present">
        <th scope="row">
          <bdi>{measure}</bdi>
        </th>
        <Shown is={!rows.gone(row)} of={rows.at(null, measure, row)} />
        <td class="lr-quiet lr-long">
          <bdi>{same.join(' · ')}</bdi>
        </td>
      </tr>
      {apart.map((version) => (
        <Other key={version.name} state={state} version={version} measure={measure} row={row} />
      ))}
    </tbody>
  );
}

interface OtherProps {
  state: ExplorerState;
  version: Version;
  measure: string;
  row: number;
}

function Other({ state, version, measure, row }: OtherProps) {
  const rows = state.rows.value;
  const how = version.name === EXPECTED ? 'differs' : 'changed';
  const value = rows.has(version, row) ? rows.at(version, measure, row) : null;
  const delta = rows.differs(version, measure, row) ? rows.delta(version, measure, row) : null;
  const share = delta === null ? NaN : Number(delta.replace('\u2212', '-')) / Math.abs(Number(value));
  return (
    <tr>
      <th scope="row" class="lr-other">
        <bdi>{versionName(version.name)}</bdi>
      </th>
      <Shown is={rows.has(version, row)} of={value} />
      <td class={'lr-state-' + how}>
        {rows.differs(version, measure, row) && (
          <b>
            {GLYPH[how]} {delta ?? text('differs')}
          </b>
        )}
        {Number.isFinite(share) && <small> {percent(share)}</small>}
      </td>
    </tr>
  );
}
