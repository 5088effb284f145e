import { effect } from '@preact/signals';
import { render } from 'preact';
import { addCopyButtons } from './copy';
import { addDetailsButtons } from './details';
import { Explorer } from './explorer';
import type { Key, Meta } from './meta';
import { enhanceOverview } from './overview';
import { jsonOf } from './page';
import { address } from './permalink';
import { ExplorerState } from './state';

performance.mark('lr-start');

/** The evidence of a window, which the page holds ready for some of them. */
function evidenceOf(section: HTMLElement, state: ExplorerState): HTMLDetailsElement | null {
  const row = state.selected.value;
  if (row < 0) {
    return null;
  }
  const wanted = state.rows.value.key(row);
  for (const details of section.querySelectorAll<HTMLDetailsElement>('details.evidence')) {
    if (details.dataset.lrFixture === state.fixture.value.name && sameKey(details.dataset.lrKey, wanted)) {
      return details;
    }
  }
  return null;
}

function sameKey(json: string | undefined, wanted: Key): boolean {
  try {
    const key = JSON.parse(json ?? 'null') as Key | null;
    return key !== null && Object.entries(wanted).every(([name, value]) => (key[name] ?? null) === value);
  } catch {
    return false;
  }
}

/** What of the static part stays beside the explorer: evidence, and the buttons that open all of it. */
const STAYS = '.evidence, .lr-details-bar';

/**
 * The static part is read while the explorer cannot be, and printed in any case.
 *
 * @param fixture the fixture whose evidence stays; null when all of the static part is shown
 */
function showStatic(section: HTMLElement, fixture: string | null): void {
  const show = (element: HTMLElement): void => {
    if (element.matches(STAYS)) {
      const evidence = element.matches('.evidence') ? element : (element.nextElementSibling as HTMLElement);
      element.classList.toggle('lr-hidden', fixture !== null && evidence?.dataset.lrFixture !== fixture);
    } else if (element.querySelector('.evidence')) {
      ([...element.children] as HTMLElement[]).forEach(show);
    } else {
      element.classList.toggle('lr-hidden', fixture !== null);
    }
  };
  section.querySelectorAll<HTMLElement>('.lr-static').forEach(show);
}

function mount(section: HTMLElement, meta: Meta, single: boolean): ExplorerState {
  let opened: HTMLDetailsElement | null = null;
  const state = new ExplorerState(meta, single, () => {
    const evidence = evidenceOf(section, state);
    if (opened && opened !== evidence) {
      opened.open = false;
    }
    opened = evidence;
    if (evidence) {
      evidence.open = true;
    }
  });
  state.open(address.value);
  const place = section.querySelector<HTMLElement>('.lr-explorer')!;
  render(<Explorer state={state} evidenceOf={() => evidenceOf(section, state)} />, place);
  effect(() => {
    const readable = state.problem.value === null && (state.arrived.value, state.rows.value.loaded > 0);
    showStatic(section, readable ? state.fixture.value.name : null);
    if (state.complete.value && section.dataset.lrReady === undefined) {
      section.dataset.lrReady = 'soon';
      requestAnimationFrame(() => {
        performance.measure('lr-open', 'lr-start');
        section.dataset.lrReady = '';
      });
    }
  });
  return state;
}

/** Whether an address is about a metric of a page of several. */
function isMeant(parameters: URLSearchParams, meta: Meta, single: boolean): boolean {
  return single ? parameters.get('metric') === meta.slug : !parameters.keys().next().done;
}

function start(): void {
  addCopyButtons();
  addDetailsButtons();
  document.querySelectorAll<HTMLTableElement>('table.lr-metrics').forEach(enhanceOverview);
  const sections = [...document.querySelectorAll<HTMLElement>('section.metric')].flatMap((section) => {
    const meta = jsonOf<Meta>(section.querySelector('script.lr-meta'));
    return meta && meta.fixtures.length > 0 && section.querySelector('.lr-explorer') ? [{ section, meta }] : [];
  });
  const single = document.querySelector('script[id^="data-"]') !== null;
  const mounted = new Map<HTMLElement, ExplorerState>();
  const metaOf = new Map(sections.map(({ section, meta }) => [section, meta]));
  const show = (section: HTMLElement): void => {
    if (!mounted.has(section)) {
      mounted.set(section, mount(section, metaOf.get(section)!, single));
    }
  };
  // A page with many metrics only reads those that come into view.
  const observer = new IntersectionObserver(
    (entries) => entries.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => show(target as HTMLElement)),
    { rootMargin: '300px' },
  );
  for (const { section, meta } of sections) {
    if (sections.length === 1 || isMeant(address.value, meta, single)) {
      show(section);
    } else {
      observer.observe(section);
    }
    if (single && isMeant(address.value, meta, single)) {
      section.scrollIntoView();
    }
  }
  let first = true;
  address.subscribe((parameters) => {
    if (first) {
      first = false;
      return;
    }
    for (const { section, meta } of sections) {
      if (isMeant(parameters, meta, single)) {
        const known = mounted.get(section);
        if (known) {
          known.open(parameters);
        } else {
          show(section);
        }
        if (single) {
          section.scrollIntoView();
        }
      }
    }
  });
}

if (document.readyState === 'loading') {
  document.addEventListener('DOMContentLoaded', start);
} else {
  start();
}
