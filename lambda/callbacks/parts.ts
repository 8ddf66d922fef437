import * as v from 'valibot';
import { type Callback, LONGEST_SHARED } from '../../lib/model/contracts/callback';
import { line, plain, truncated } from '../../lib/render/text';

/** What callbacks of every kind are made of. */

const LONGEST_NAME = 80;
/** Ours, wherever they stand: a comment that quotes one must not carry it on. */
const MARKER = /<!--\s{0,9}slo:[^>]{0,200}-->|\[?slo:inc-[0-9a-z]{1,64}:r\d{1,9}-\d{1,9}\]?/g;

/** Epoch milliseconds of an ISO time. */
export const time = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.check((at) => Number.isFinite(at)),
);

/**
 * Who did it, on one line; somebody without a name is a colleague all the same. Our notes begin with it, and come back as callbacks: none may
 * begin as what is shared does.
 */
export function personName(name: string | null | undefined): string {
  return truncated(line(name ?? '').replace(/^[\s/]+/, ''), LONGEST_NAME).trim() || 'A colleague';
}

/** A comment is for support, too, when it begins with `/share`; our own never do. */
export function shared(comment: string): Callback['says'] | undefined {
  const [, said] = /^\s*\/share\s+(\S[\s\S]*)$/.exec(comment) ?? [];
  if (said === undefined) return undefined;
  const text = truncated(plain(said.replace(MARKER, '')).trim(), LONGEST_SHARED);
  return text === '' ? undefined : { type: 'shared', text };
}

/** The incident that a label, a key or an external id names: `slo-inc-…`, with a pager's cycle behind it or without. */
export function incidentIn(name: string): string | undefined {
  return /^slo-(inc-[0-9a-z]{1,64})(-\d{1,9})?$/.exec(name)?.[1];
}

/**
 * The incident whose label an object carries; nothing where it has none, and none of them where it has several, because anybody may copy
 * one from another ticket: then the ledger is searched.
 */
export function labelled(labels: readonly string[]): { readonly incident?: string } | undefined {
  const [incident, ...others] = new Set(labels.flatMap((label) => incidentIn(label) ?? []));
  if (incident === undefined) return undefined;
  return others.length === 0 ? { incident } : {};
}
