import { useSignal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { count, language, text } from './page';

/** One of the things to pick from; `value` is null for a missing value and undefined for "all". */
export interface Choice {
  value: string | null | undefined;
  label: string;
  note?: string;
  quiet?: boolean;
}

const MOST = 200;

/** How many there are, in all explorers of the page. */
let pickers = 0;

interface PickerProps {
  label: string;
  choices: Choice[];
  value: string | null | undefined;
  onPick(value: string | null | undefined): void;
}

/** A list to pick one thing from, searchable when it is long: the combobox of the ARIA guide. */
export function Picker({ label, choices, value, onPick }: PickerProps) {
  const [id] = useState(() => 'lr-' + ++pickers + '-');
  const open = useSignal(false);
  const search = useSignal('');
  const active = useSignal(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const current = choices.find((choice) => choice.value === value) ?? choices[0];
  const needle = search.value.trim().toLocaleLowerCase(language);
  const fitting = needle
    ? choices.filter((choice) => choice.label.toLocaleLowerCase(language).includes(needle))
    : choices;
  const shown = fitting.slice(0, MOST);

  useEffect(() => {
    if (!open.value) {
      return;
    }
    const outside = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) {
        open.value = false;
      }
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open.value]);
  useEffect(() => {
    if (open.value) {
      box.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
    }
  });

  const show = (): void => {
    if (!open.value) {
      search.value = '';
      active.value = Math.max(0, Math.min(MOST - 1, choices.indexOf(current!)));
      open.value = true;
    }
  };
  const pick = (choice: Choice | undefined): void => {
    open.value = false;
    search.value = '';
    if (choice && choice.value !== value) {
      onPick(choice.value);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (open.value) {
        active.value = Math.max(0, Math.min(shown.length - 1, active.value + step));
      } else {
        show();
      }
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (open.value) {
        pick(shown[active.value]);
      } else {
        show();
      }
    } else if (event.key === 'Escape' && open.value) {
      event.stopPropagation();
      open.value = false;
      search.value = '';
    } else if (event.key === 'Tab') {
      open.value = false;
    }
  };

  return (
    <div class="lr-picker" ref={box}>
      <label id={id + 'l'} for={id + 'i'}>
        {label}
      </label>
      <input
        id={id + 'i'}
        ref={input}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-expanded={open.value}
        aria-controls={id + 'p'}
        aria-autocomplete="list"
        aria-activedescendant={open.value && shown.length > 0 ? id + 'o' + active.value : undefined}
        class={current?.quiet ? 'lr-quiet' : undefined}
        value={open.value && search.value ? search.value : (current?.label ?? '')}
        onInput={(event) => {
          search.value = event.currentTarget.value;
          active.value = 0;
          open.value = true;
        }}
        onFocus={(event) => event.currentTarget.select()}
        onClick={show}
        onBlur={() => {
          if (input.current) {
            search.value = '';
            input.current.value = current?.label ?? '';
          }
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id + 'p'} role="listbox" aria-labelledby={id + 'l'} hidden={!open.value} class="lr-choices">
        {open.value &&
          shown.map((choice, index) => (
            <div
              key={index}
              id={id + 'o' + index}
              role="option"
              aria-selected={choice === current}
              data-active={index === active.value ? '' : undefined}
              class={choice.quiet ? 'lr-quiet' : undefined}
              onPointerDown={(event) => {
                event.preventDefault();
                pick(choice);
              }}
            >
              <bdi>{choice.label}</bdi>
              {choice.note && <small>{choice.note}</small>}
            </div>
          ))}
        {open.value && fitting.length > MOST && (
          <div role="option" aria-disabled="true" aria-selected="false" class="lr-more">
            {text('more-values', count(fitting.length - MOST))}
          </div>
        )}
        {open.value && fitting.length === 0 && (
          <div role="option" aria-disabled="true" aria-selected="false" class="lr-more">
            {text('no-value')}
          </div>
        )}
      </div>
    </div>
  );
}
