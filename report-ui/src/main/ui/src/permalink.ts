import { signal } from '@preact/signals';

/** The parameters behind the `#`; nothing when it is a plain anchor. */
export const address = signal(read());

let written = location.hash;

function read(): URLSearchParams {
  return new URLSearchParams(location.hash.includes('=') ? location.hash.slice(1) : '');
}

addEventListener('hashchange', () => {
  if (location.hash !== written) {
    written = location.hash;
    address.value = read();
  }
});

/** Replaces the parameters, so that the address of the page leads to what is seen; the history stays as it is. */
export function write(parameters: URLSearchParams): void {
  const hash = [...parameters.keys()].length === 0 ? '' : '#' + parameters.toString();
  if (hash === location.hash) {
    return;
  }
  written = hash;
  try {
    history.replaceState(null, '', hash || location.pathname + location.search);
  } catch {
    location.replace(hash || '#');
  }
  written = location.hash;
}
