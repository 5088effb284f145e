import { effect, signal } from '@preact/signals';
import { announce } from './live';
import { count, hasText, language, text } from './page';
import { address, write } from './permalink';

const GLYPHS: Record<string, string> = {
  passed: '✓',
  failed: '✗',
  'changed-undeclared': '△!',
  'changed-declared': '△',
  'not-comparable': '⊘',
  'not-run': '–',
  error: '‼',
};

interface Order {
  column: number;
  descending: boolean;
}

/** Makes the table of metrics filter by status and text, and sort by its columns. */
export function enhanceOverview(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  if (!body) {
    return;
  }
  const rows = [...body.querySelectorAll<HTMLTableRowElement>('tr[data-lr-status]')];
  const statuses = Object.keys(GLYPHS).filter((status) => rows.some((row) => row.dataset.lrStatus === status));
  const wanted = signal<ReadonlySet<string>>(new Set());
  const search = signal('');
  const order = signal<Order | null>(null);

  const readAddress = (): void => {
    const parameters = address.value;
    wanted.value = new Set((parameters.get('status') ?? '').split(',').filter((status) => statuses.includes(status)));
    search.value = parameters.get('text') ?? '';
    const [column, direction] = (parameters.get('sort') ?? '').split(':');
    order.value = column ? { column: Number(column) || 0, descending: direction === 'desc' } : null;
  };
  readAddress();
  address.subscribe(readAddress);
  const remember = (): void => {
    const parameters = new URLSearchParams();
    if (wanted.peek().size > 0) {
      parameters.set('status', [...wanted.peek()].join(','));
    }
    if (search.peek()) {
      parameters.set('text', search.peek());
    }
    const sorted = order.peek();
    if (sorted) {
      parameters.set('sort', sorted.column + (sorted.descending ? ':desc' : ':asc'));
    }
    write(parameters);
  };

  const bar = document.createElement('div');
  bar.className = 'lr-filter';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', text('filter'));
  const input = document.createElement('input');
  input.type = 'search';
  input.placeholder = text('filter-text');
  input.setAttribute('aria-label', text('filter-text'));
  input.addEventListener('input', () => {
    search.value = input.value;
    remember();
  });
  bar.append(input);
  const chips = statuses.map((status) => {
    const chip = document.createElement('button');
    chip.type = 'button';
    chip.className = 'lr-chip lr-' + status;
    const number = rows.filter((row) => row.dataset.lrStatus === status).length;
    const name = hasText('status.' + status) ? text('status.' + status) : status;
    chip.textContent = GLYPHS[status] + ' ' + name + ' ' + count(number);
    chip.addEventListener('click', () => {
      const next = new Set(wanted.value);
      if (!next.delete(status)) {
        next.add(status);
      }
      wanted.value = next;
      remember();
    });
    bar.append(chip);
    return { status, chip };
  });
  (table.closest('.lr-scroll, .scroll') ?? table).before(bar);

  const headers = [...(table.tHead?.rows[0]?.cells ?? [])];
  headers.forEach((header, column) => {
    if (!header.dataset.lrSort) {
      return;
    }
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'lr-sort';
    button.append(...header.childNodes);
    button.addEventListener('click', () => {
      const now = order.value;
      const first = header.dataset.lrSort === 'number';
      if (now?.column !== column) {
        order.value = { column, descending: first };
      } else {
        order.value = now.descending === first ? { column, descending: !first } : null;
      }
      remember();
    });
    header.append(button);
  });

  let before = -1;
  effect(() => {
    const needle = search.value.trim().toLocaleLowerCase(language);
    let shown = 0;
    for (const row of rows) {
      const fits =
        (wanted.value.size === 0 || wanted.value.has(row.dataset.lrStatus!)) &&
        (row.dataset.lrName ?? row.textContent ?? '').toLocaleLowerCase(language).includes(needle);
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    if (input.value !== search.value) {
      input.value = search.value;
    }
    chips.forEach(({ status, chip }) => chip.setAttribute('aria-pressed', String(wanted.value.has(status))));
    if (before >= 0 && before !== shown) {
      announce(text('metrics-shown', count(shown), count(rows.length)));
    }
    before = shown;
  });
  effect(() => {
    const sorted = order.value;
    headers.forEach((header, column) => {
      if (sorted?.column === column) {
        header.setAttribute('aria-sort', sorted.descending ? 'descending' : 'ascending');
      } else {
        header.removeAttribute('aria-sort');
      }
    });
    body.append(...(sorted ? [...rows].sort(comparing(headers[sorted.column], sorted)) : rows));
  });
}

function comparing(header: HTMLTableCellElement | undefined, { column, descending }: Order) {
  const collator = new Intl.Collator(language, { numeric: true });
  const numeric = header?.dataset.lrSort === 'number';
  const value = (row: HTMLTableRowElement): string => {
    const cell = row.cells[column];
    return cell?.dataset.lrValue ?? cell?.textContent?.trim() ?? '';
  };
  return (a: HTMLTableRowElement, b: HTMLTableRowElement): number => {
    const [left, right] = [value(a), value(b)];
    if (left === '' || right === '') {
      // What has no value comes last in either direction.
      return Number(left === '') - Number(right === '');
    }
    const ascending = numeric ? Number(left) - Number(right) || 0 : collator.compare(left, right);
    return descending ? -ascending : ascending;
  };
}
