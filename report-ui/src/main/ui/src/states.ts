import { EXPECTED } from './meta';
import { text } from './page';
import type { Rows } from './rows';

/** Glyphs always stand beside a text. */
export const GLYPH = { differs: '✗', changed: '△', anomaly: '◆', same: '✓' };

const STATUS: Record<string, string> = { passed: '✓', failed: '✗', error: '‼', 'not-asserted': '–' };

/** A status of the run with its glyph. */
export function statusText(status: string): string {
  const name = status.toLowerCase().replace(/_/g, '-');
  const glyph = STATUS[name];
  return glyph ? glyph + ' ' + text('fixture-status.' + name) : status;
}

/** What is the matter with a row, in words: one for the expectation, one for the baselines, one for anomalies. */
export function statesOf(rows: Rows, row: number): { kind: 'differs' | 'changed' | 'anomaly'; label: string }[] {
  const states: { kind: 'differs' | 'changed' | 'anomaly'; label: string }[] = [];
  const flags = rows.flags[row]!;
  for (const version of rows.versions) {
    const expected = version.name === EXPECTED;
    const kind = expected ? 'differs' : 'changed';
    if (!version.known || !(flags & version.flag) || states.some((state) => state.kind === kind)) {
      continue;
    }
    const other = rows.has(version, row);
    if (rows.gone(row) ? other : !other) {
      const name = rows.gone(row) ? (expected ? 'missing' : 'removed') : expected ? 'unexpected' : 'added';
      states.push({ kind, label: text('state.' + name) });
    } else if (other && [...version.cells.values()].some((cells) => cells.has(row))) {
      states.push({ kind, label: text('state.' + kind) });
    }
  }
  if (rows.anomaliesOf(row).length > 0) {
    states.push({ kind: 'anomaly', label: text('state.anomaly') });
  }
  return states;
}

/** How a version is called. */
export function versionName(name: string): string {
  return name === EXPECTED ? text('expected') : name;
}
