import { text } from './page';

/** A value as exact text; NULL and the empty text are told apart from texts that look like them. */
export function Value({ of }: { of: string | null }) {
  if (of === null) {
    return <i class="lr-null">NULL</i>;
  }
  return of === '' ? <i class="lr-null">{text('empty')}</i> : <bdi>{of}</bdi>;
}
