/** What a page tells of a metric: the JSON of its `script.lr-meta`. */
export interface Meta {
  slug: string;
  pipeline: string;
  metric: string;
  unit: string;
  key: string[];
  window: WindowMeta | null;
  measures: MeasureMeta[];
  versions: string[];
  fixtures: FixtureMeta[];
}

/** `seconds` is null for calendar sizes, which then are told by `amount` and `unit` where the page knows them. */
export interface WindowMeta {
  column: string;
  seconds: number | null;
  amount?: number;
  unit?: string;
}

export interface MeasureMeta {
  name: string;
  type: string;
  numeric: boolean;
}

export interface FixtureMeta {
  name: string;
  status: string;
  timeZone: string;
  asserted: boolean;
  rows: number;
  changed: number;
  anomalies: number;
  first: { key: Key } | null;
  chunks: { id: string; rows: number }[];
  replay: string | null;
}

/** The values of the key columns by name, in canonical text. */
export type Key = Record<string, string | null>;

/** The version that the others are compared with. */
export const EXPECTED = 'expected';

export interface ChunkJson {
  rows: number;
  key: KeyJson[];
  measures: MeasureJson[];
  absent?: number[];
  exact?: Record<string, CellsJson>;
  versions?: Record<string, VersionJson>;
  anomalies?: { check: string; r: number[] }[];
}

export type KeyJson =
  | { name: string; t: 'time' | 'instant'; start: number; step: 's' | 'ms' | 'us'; delta: number[] }
  | DictionaryJson
  | TextJson;

export interface DictionaryJson {
  name: string;
  t: 'dict';
  values: (string | null)[];
  code: number[];
}

export interface TextJson {
  name: string;
  t: 'text';
  values: (string | null)[];
}

export type MeasureJson =
  | { name: string; t: 'decimal'; scale: number; v: (number | null)[] }
  | { name: string; t: 'double'; v: (number | string | null)[] }
  | DictionaryJson
  | TextJson;

export interface CellsJson {
  r: number[];
  v: (string | null)[];
}

export interface VersionJson {
  absent?: number[];
  cells?: Record<string, CellsJson>;
  unchecked?: string[];
  /** Whether rows that this version has not are no difference, as where an expectation only names some rows. */
  contains?: boolean;
}
