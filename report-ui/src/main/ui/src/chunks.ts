import type { ChunkJson } from './meta';
import { root } from './page';

/** Why the rows of a metric cannot be shown; `reason` is a name of a text. */
export class Unreadable extends Error {
  constructor(
    readonly reason: 'data-missing' | 'data-damaged' | 'browser-too-old',
    readonly file: string,
  ) {
    super(reason + ' ' + file);
  }
}

interface ScriptPolicy {
  createScriptURL(url: string): unknown;
}

interface TypesFactory {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

const DATA_FILE = /^\.{1,2}\/data\/[A-Za-z0-9_.~-]+\.js$/;

const waiting = new Map<string, (base64: string) => void>();

/** What a data file calls. */
(window as unknown as { lakehouseData: unknown }).lakehouseData = (id: string, base64: string): void => {
  waiting.get(id)?.(base64);
  waiting.delete(id);
};

const onlyDataFiles: ScriptPolicy = {
  createScriptURL(url: string): string {
    if (!DATA_FILE.test(url)) {
      throw new TypeError('not a data file of the report');
    }
    return url;
  },
};

let policy: ScriptPolicy | undefined;

function scriptUrl(url: string): string {
  const types = (window as unknown as { trustedTypes?: TypesFactory }).trustedTypes;
  policy ??= types ? types.createPolicy('lakehouse', onlyDataFiles) : onlyDataFiles;
  return policy.createScriptURL(url) as string;
}

/** `fetch` is refused on file:, so that a data file is a script that hands itself over. */
function load(id: string): Promise<string> {
  const inPage = document.getElementById('data-' + id);
  if (inPage) {
    return Promise.resolve((inPage.textContent ?? '').trim());
  }
  const file = root + '/data/' + id + '.js';
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    const done = (): void => {
      waiting.delete(id);
      script.remove();
    };
    waiting.set(id, resolve);
    script.async = true;
    script.onload = () => {
      if (waiting.has(id)) {
        reject(new Unreadable('data-damaged', file));
      }
      done();
    };
    script.onerror = () => {
      done();
      reject(new Unreadable('data-missing', file));
    };
    try {
      script.src = scriptUrl(file);
    } catch {
      done();
      reject(new Unreadable('data-damaged', file));
      return;
    }
    document.head.append(script);
  });
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = binary.charCodeAt(index);
  }
  return bytes;
}

/** Reads a chunk of rows. */
export async function readChunk(id: string): Promise<ChunkJson> {
  if (typeof DecompressionStream === 'undefined') {
    throw new Unreadable('browser-too-old', id);
  }
  const base64 = await load(id);
  try {
    const unpacked = new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream('gzip'));
    return (await new Response(unpacked).json()) as ChunkJson;
  } catch {
    throw new Unreadable('data-damaged', root + '/data/' + id + '.js');
  }
}
