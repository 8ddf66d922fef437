import { readFileSync } from 'node:fs';
import { parseHistory } from '../../lib/model/contracts/history';
import { RequestSeries } from '../../lib/simulate';
import { recordedData } from '../../test/support/shared';
import { callsBetween, comparison, type Made, recordedPart } from './recorded';
import { objectiveOf } from './subject';

/** Latency of a server over two weeks, a sample every five minutes (Numenta Anomaly Benchmark), with three labelled failures. */

const FILE = 'realKnownCause/ec2_request_latency_system_failure.csv';
const GOAL = 99;
const LIMIT = 50;

interface Scored {
  readonly policy: string;
  /** Labelled failures during which somebody was woken, and during which a ticket was written. */
  readonly paged: number;
  readonly ticketed: number;
  /** Calls outside of them. */
  readonly pagesElsewhere: number;
  readonly ticketsElsewhere: number;
}

/** By policy; nothing where the recording is absent. */
function scores(): Scored[] | null {
  const [rows, labels] = [recordedData(`nab/${FILE}`), recordedData('nab/labels/combined_windows.json')];
  if (rows === undefined || labels === undefined) return null;
  const windows = (JSON.parse(readFileSync(labels, 'utf8')) as Record<string, [string, string][]>)[FILE]!.map(
    ([from, to]) => [Date.parse(utc(from)), Date.parse(utc(to))] as const,
  );
  const series = samples(readFileSync(rows, 'utf8'));
  return comparison(objectiveOf({ goal: GOAL, days: 28 }), series).made.map((made) => score(made, windows));
}

/** Each sample counts as one request. Samples that the clock change of their origin stamped twice are left out. */
function samples(csv: string): RequestSeries {
  const lines = csv.trim().split('\n').slice(1);
  const judged = lines.map((line) => {
    const [stamp, value] = line.split(',');
    return `${utc(stamp!)},${Number(value) <= LIMIT ? 1 : 0},1`;
  });
  const history = parseHistory(['timestamp,good,total', ...judged].join('\n'), { file: FILE, lenient: true });
  if (history.kind !== 'requests') throw new RangeError(`${FILE}: got ${history.kind}, allowed are requests`);
  return RequestSeries.fromHistory(history);
}

function utc(stamp: string): string {
  return `${stamp.replace(' ', 'T')}Z`;
}

function score({ policy, calls }: Made, windows: readonly (readonly [number, number])[]): Scored {
  const during = (urgency: 'page' | 'ticket') =>
    windows.map(([from, to]) => callsBetween(calls, urgency, from, to).length);
  const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  const [pages, tickets] = [during('page'), during('ticket')];
  return {
    policy,
    paged: pages.filter((count) => count > 0).length,
    ticketed: tickets.filter((count) => count > 0).length,
    pagesElsewhere: callsBetween(calls, 'page').length - sum(pages),
    ticketsElsewhere: callsBetween(calls, 'ticket').length - sum(tickets),
  };
}

export const NAB = recordedPart(scores, {
  'failures with a page': ({ paged }) => paged,
  'failures with a ticket': ({ ticketed }) => ticketed,
  'other pages': ({ pagesElsewhere }) => pagesElsewhere,
  'other tickets': ({ ticketsElsewhere }) => ticketsElsewhere,
});
