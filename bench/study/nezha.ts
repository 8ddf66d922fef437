import { readFileSync } from 'node:fs';
import { MINUTE_MS, minuteOf, RequestSeries, repeatToFill } from '../../lib/simulate';
import { recordedData } from '../../test/support/shared';
import { callsBetween, comparison, type Made, recordedPart } from './recorded';
import { quantile } from './statistics';
import { objectiveOf } from './subject';
import { WARM_MINUTES } from './traffic';

/** Online Boutique with injected faults (data set Nezha), its front door's success rate: 24 listed faults, then a quiet part. */

const DAY = 'nezha/2022-08-22';
const COLUMNS = { at: 1, success: 3 };
/** The recording gives percentages only; a hundred requests a minute, as many as its fractions suggest. */
const PER_MINUTE = 100;
/** A fault is credited with what happens until the next one is injected, and at most this long. */
const MATCH_MS = 8 * MINUTE_MS;
const QUIET_FROM = Date.UTC(2022, 7, 22, 8, 7);
/** Those that make requests fail; the others slow them down at most. */
const FAILING = ['return', 'exception'];

interface Injected {
  readonly at: number;
  readonly type: string;
}

interface Scored {
  readonly policy: string;
  /** Injected faults within whose time an alarm on the SLI went to ALARM: those that make requests fail, and the others. */
  readonly failing: number;
  readonly others: number;
  readonly delays: readonly number[];
  readonly pages: number;
  readonly tickets: number;
  readonly quietPages: number;
  readonly quietTickets: number;
}

/** By policy; nothing where the recording is absent. */
function scores(): Scored[] | null {
  const [rows, list] = [recordedData(`${DAY}/front_service.csv`), recordedData(`${DAY}/2022-08-22-fault_list.json`)];
  if (rows === undefined || list === undefined) return null;
  const day = seriesOfDay(readFileSync(rows, 'utf8'));
  const quiet = day.good.length - (day.endMinute - minuteOf(QUIET_FROM));
  const ordinary = new RequestSeries(minuteOf(QUIET_FROM), day.good.slice(quiet), day.total.slice(quiet));
  const history = repeatToFill(ordinary, WARM_MINUTES, day.startMinute).append(day);
  const objective = objectiveOf({ goal: 99.9, days: 28, requestsPerHourAtTrough: 60 * PER_MINUTE });
  const faults = faultsIn(readFileSync(list, 'utf8'));
  return comparison(objective, history).made.map((made) => score(made, faults));
}

function seriesOfDay(csv: string): RequestSeries {
  const rows = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  const start = minuteOf(Number(rows[0]![COLUMNS.at]) * 1000);
  const good = new Float64Array(rows.length).fill(Number.NaN);
  for (const row of rows) {
    good[minuteOf(Number(row[COLUMNS.at]) * 1000) - start] = Math.round(
      (Number(row[COLUMNS.success]) * PER_MINUTE) / 100,
    );
  }
  return new RequestSeries(
    start,
    good,
    good.map((count) => (Number.isNaN(count) ? count : PER_MINUTE)),
  );
}

function faultsIn(json: string): Injected[] {
  const hours = JSON.parse(json) as Record<string, { inject_timestamp: string; inject_type: string }[]>;
  return Object.values(hours)
    .flat()
    .map(({ inject_timestamp, inject_type }) => ({ at: Number(inject_timestamp) * 1000, type: inject_type }))
    .sort((a, b) => a.at - b.at);
}

function score({ policy, calls, alarms }: Made, faults: readonly Injected[]): Scored {
  const found = faults.flatMap(({ at, type }, index) => {
    const until = Math.min(at + MATCH_MS, faults[index + 1]?.at ?? Number.POSITIVE_INFINITY);
    const alarm = alarms.find((time) => time >= at && time < until);
    return alarm === undefined ? [] : [{ type, delay: (alarm - at) / MINUTE_MS }];
  });
  const failing = found.filter(({ type }) => FAILING.includes(type)).length;
  return {
    policy,
    failing,
    others: found.length - failing,
    delays: found.map(({ delay }) => delay),
    pages: callsBetween(calls, 'page').length,
    tickets: callsBetween(calls, 'ticket').length,
    quietPages: callsBetween(calls, 'page', QUIET_FROM).length,
    quietTickets: callsBetween(calls, 'ticket', QUIET_FROM).length,
  };
}

export const NEZHA = recordedPart(scores, {
  'found of 6 that fail requests': ({ failing }) => failing,
  'found of 18 others': ({ others }) => others,
  'median delay': ({ delays }) => (delays.length === 0 ? 'none' : `${quantile(delays, 0.5).toFixed(1)} min`),
  pages: ({ pages }) => pages,
  tickets: ({ tickets }) => tickets,
  'pages in the quiet part': ({ quietPages }) => quietPages,
  'tickets in the quiet part': ({ quietTickets }) => quietTickets,
});
