import type { Objective } from '../../lib/assembly';
import { EVIDENCE, NO_DATA, parseAlarmName } from '../../lib/model/names';
import { ALTERNATIVES, type Call, type RequestSeries, type Run, run } from '../../lib/simulate';
import type { Part } from './part';
import { markdown } from './statistics';

/** What one policy made of a recording. */
export interface Made {
  readonly policy: string;
  readonly calls: readonly Call[];
  /** When an alarm on the SLI went to ALARM, epoch milliseconds. */
  readonly alarms: readonly number[];
}

/** The declared policy and what teams do instead, over the same recording. */
export function comparison(objective: Objective, series: RequestSeries): { readonly run: Run; readonly made: Made[] } {
  const policies = Object.values(ALTERNATIVES).map((of) => of(objective));
  const recordings = new Map([[objective.objectiveName, series]]);
  const result = run({ objectives: [objective], recordings, policies });
  const made = policies.map((policy) => ({
    policy: policy.name,
    calls: result.others.get(policy.name)!.calls,
    alarms: firedOf(result.others.get(policy.name)!, (name) => policy.callers.has(name)),
  }));
  const declared = { policy: 'declared', calls: result.declared.calls, alarms: firedOf(result.declared, isTier) };
  return { run: result, made: [declared, ...made] };
}

function firedOf({ transitions }: Run['declared'], concerns: (alarmName: string) => boolean): number[] {
  return transitions.filter(({ alarmName, value }) => value === 'ALARM' && concerns(alarmName)).map(({ at }) => at);
}

function isTier(alarmName: string): boolean {
  const kind = parseAlarmName(alarmName)?.alarm;
  return kind !== undefined && kind !== EVIDENCE && kind !== NO_DATA;
}

/** Calls of an urgency from a moment (inclusive) to another (exclusive), epoch milliseconds. */
export function callsBetween(
  calls: readonly Call[],
  urgency: Call['urgency'],
  from = Number.NEGATIVE_INFINITY,
  to = Number.POSITIVE_INFINITY,
): Call[] {
  return calls.filter((call) => call.urgency === urgency && call.at >= from && call.at < to);
}

const POLICIES: Readonly<Record<string, string>> = {
  declared: 'default policy',
  aws: 'AWS recipe',
  google: 'Google, four tiers',
  static: 'static threshold',
};

/**
 * A table with a row for each policy.
 *
 * @param measure nothing where the recording is absent
 * @param columns what is said of a policy, under its heading
 */
export function recordedPart<Scored extends { readonly policy: string }>(
  measure: () => Scored[] | null,
  columns: Readonly<Record<string, (scored: Scored) => string | number>>,
): Part<Scored[] | null> {
  const row = (scored: Scored) => [POLICIES[scored.policy]!, ...Object.values(columns).map((of) => `${of(scored)}`)];
  return {
    cells: 1,
    quickCells: [0],
    measure,
    table: ([found]) => (found ? markdown(['policy', ...Object.keys(columns)], found.map(row)) : undefined),
    missed: () => [],
  };
}
