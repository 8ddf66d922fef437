import type { Kind } from '../kinds';
import { ordinaryEvening, play } from './play';
import { appliesTo, type Row } from './row';

/** What came of one row at one kind; `why` it does not apply, or what was not as it must be. */
export type Verdict =
  | { readonly result: 'passed' }
  | { readonly result: 'notApplicable' | 'failed'; readonly why: string };

export interface Report {
  readonly rows: readonly {
    readonly id: string;
    readonly fault: string;
    /** By kind. */
    readonly verdicts: Readonly<Record<string, Verdict>>;
  }[];
  /** Most calls of a delivery when nothing fails, by kind and by what it wrote: `create`, `edit`, `edit+note`. */
  readonly calls: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** How many it may take, by kind, and why where that is more than `MOST_CALLS`. */
  readonly allowed: Readonly<Record<string, Allowed>>;
  readonly ok: boolean;
}

interface Allowed {
  readonly calls: number;
  readonly why?: string;
}

/** A delivery takes at most so many calls when nothing fails; see `Kind.mostCalls`. */
export const MOST_CALLS = 3;

export function allowedCalls({ mostCalls }: Kind): Allowed {
  return mostCalls ?? { calls: MOST_CALLS };
}

/** One after the other: what one evening says must not be taken for another's. */
export async function report(kinds: readonly Kind[], rows: readonly Row[]): Promise<Report> {
  const played: Report['rows'][number][] = [];
  for (const row of rows) {
    const verdicts: Record<string, Verdict> = {};
    for (const kind of kinds) verdicts[kind.kind] = await verdictOf(row, kind);
    played.push({ id: row.id, fault: row.fault, verdicts });
  }
  const calls: Record<string, Record<string, number>> = {};
  // Who cannot have an ordinary evening has failed every row.
  for (const kind of kinds) calls[kind.kind] = await callsOf(kind).catch(() => ({}));
  const isPlayed = played.every(({ verdicts }) => Object.values(verdicts).every(({ result }) => result !== 'failed'));
  const allowed = Object.fromEntries(kinds.map((kind) => [kind.kind, allowedCalls(kind)]));
  const areCheap = kinds.every(({ kind }) => Object.values(calls[kind]!).every((n) => n <= allowed[kind]!.calls));
  return { rows: played, calls, allowed, ok: isPlayed && areCheap };
}

async function verdictOf(row: Row, kind: Kind): Promise<Verdict> {
  const applies = appliesTo(row, kind);
  if (applies !== true) return { result: 'notApplicable', why: applies };
  try {
    await play(row, kind);
    return { result: 'passed' };
  } catch (error) {
    return { result: 'failed', why: (error as Error).message };
  }
}

export async function callsOf(kind: Kind): Promise<Record<string, number>> {
  const most: Record<string, number> = {};
  for (const { outcome, calls } of await ordinaryEvening(kind)) {
    if (!('writes' in outcome) || outcome.writes.length === 0) continue;
    const wrote = outcome.writes.join('+');
    most[wrote] = Math.max(most[wrote] ?? 0, calls.length);
  }
  return most;
}
