import type { Duration } from 'aws-cdk-lib';
import { WEEKDAYS } from '../model/calendar/recurrence';
import type { IncidentRules, SomeRules } from '../model/contracts/incident-rules';
import type { TargetConfig } from '../model/contracts/target-config';
import { RULES } from '../model/incident';
import { durationFault } from './duration-fault';
import { Faults } from './faults';
import type { IncidentRulesProps } from './incident-rules-props';
import type { Weekday } from './weekday';
import { weekdayFaults } from './weekday-faults';

/** Options of one kind: what may be wrong with one, and its value as a rule. */
interface Kind<T> {
  faults(what: string, given: T): readonly string[];
  value(given: T): IncidentRules[keyof IncidentRules];
}

const time = (mayBeNone: boolean): Kind<Duration> => ({
  faults: (what, given) => new Faults().add(durationFault(what, given, 'Duration.minutes(30)', mayBeNone)).found,
  value: (given) => Math.round(given.toMilliseconds({ integral: false })),
});
const number = (allowed: string, isFine: (given: number) => boolean): Kind<number> => ({
  faults: (what, given) =>
    new Faults().known(what, given, () =>
      typeof given === 'number' && isFine(given) ? undefined : `${what}: got ${given}, allowed are ${allowed}`,
    ).found,
  value: (given) => given,
});

const TIME = time(false);
const TIME_OR_NONE = time(true);
const COUNT = number('whole numbers from 1', (given) => Number.isInteger(given) && given >= 1);
const SHARE = number('numbers from 0 to 1', (given) => given >= 0 && given <= 1);
const HOUR = number('hours from 0 to 24', (given) => given >= 0 && given <= 24);
const FLAG: Kind<boolean> = {
  faults: (what, given) => (typeof given === 'boolean' ? [] : [`${what}: got ${given}, allowed are true and false`]),
  value: (given) => given,
};
const DAYS: Kind<Weekday[]> = {
  faults: (what, given) =>
    Array.isArray(given)
      ? weekdayFaults(
          what,
          given.map((day) => day?.name),
        )
      : [`${what}: got ${String(given)}, allowed is a list of the class Weekday`],
  value: (given) => given.map(({ name }) => WEEKDAYS.indexOf(name)),
};

/** Every option, with the rule that it sets. */
const OPTIONS: {
  readonly [Option in keyof Required<IncidentRulesProps>]: readonly [
    rule: keyof IncidentRules,
    kind: Kind<NonNullable<IncidentRulesProps[Option]>>,
  ];
} = {
  quietTime: ['quietMs', TIME],
  quietTimeAfterSlow: ['quietAfterSlowMs', TIME],
  resolveAfter: ['resolveQuietMs', TIME],
  reopenWithin: ['reopenWindowMs', TIME_OR_NONE],
  pageAgainAfter: ['pageAgainAfterMs', TIME_OR_NONE],
  pageTogetherWithin: ['pageTogetherMs', TIME_OR_NONE],
  notifyAgainAfter: ['notifyAgainAfterMs', TIME],
  snooze: ['snoozeMs', TIME],
  pagerOwnsLifecycle: ['pagerOwnsLifecycle', FLAG],
  remindAfter: ['remindAfterMs', TIME],
  confirmWithin: ['confirmationMs', TIME],
  repeatWithin: ['repeatWindowMs', TIME_OR_NONE],
  suspectWithin: ['suspectMs', TIME_OR_NONE],
  refreshEvery: ['refreshMs', TIME],
  editEvery: ['editEveryMs', TIME_OR_NONE],
  firstUpdateSev1: ['firstUpdateSev1Ms', TIME],
  firstUpdateSev2: ['firstUpdateSev2Ms', TIME],
  updateEverySev1: ['updateEverySev1Ms', TIME],
  updateEverySev2: ['updateEverySev2Ms', TIME],
  reportWindow: ['reportWindowMs', TIME],
  reportsForSev1: ['reportsSev1', COUNT],
  reportsForSev2: ['reportsSev2', COUNT],
  leastRequests: ['leastRequests', COUNT],
  leastSamples: ['leastSamples', COUNT],
  leastShareOfUsual: ['leastShareOfUsual', SHARE],
  workDays: ['workDays', DAYS],
  workFrom: ['workFromHour', HOUR],
  workTo: ['workToHour', HOUR],
};

/** What the options set; the rest keeps its default. For options that have no faults. */
export function renderRules(props: IncidentRulesProps = {}): SomeRules {
  return Object.fromEntries(given(props).map(({ rule, kind, value }) => [rule, kind.value(value)]));
}

/** What is wrong with the options, each in words. */
export function rulesFaults(what: string, props: IncidentRulesProps = {}): readonly string[] {
  const faults = given(props).flatMap(({ option, kind, value }) => kind.faults(`${what}.${option}`, value));
  return faults.length > 0 ? faults : contradictions(what, { ...RULES, ...renderRules(props) });
}

/**
 * What is wrong with leaving the lifecycle to the pager, in words: without one that tells us what people say there, no incident that
 * called it would ever end.
 */
export function pagerOwnsLifecycleFault(
  what: string,
  { pagerOwnsLifecycle }: IncidentRulesProps = {},
  targets: readonly Pick<TargetConfig, 'name' | 'pager' | 'callbacks'>[],
): string | undefined {
  if (pagerOwnsLifecycle !== true) return undefined;
  const [silent] = targets.filter(({ pager, callbacks }) => pager && callbacks === undefined);
  if (silent !== undefined)
    return `${what}.pagerOwnsLifecycle: got true with the pager "${silent.name}" without callbacks, allowed are pagers with callbacks`;
  return targets.some(({ pager }) => pager)
    ? undefined
    : `${what}.pagerOwnsLifecycle: got true and no target that wakes people, allowed is it with a pager that has callbacks`;
}

function contradictions(what: string, rules: IncidentRules): readonly string[] {
  const { workFromHour: from, workToHour: to, reportsSev1, reportsSev2 } = rules;
  return new Faults().add(
    from < to ? undefined : `${what}.workTo: got ${to}, allowed are hours after workFrom, which is ${from}`,
    reportsSev2 <= reportsSev1
      ? undefined
      : `${what}.reportsForSev2: got ${reportsSev2}, allowed is at most reportsForSev1, which is ${reportsSev1}`,
  ).found;
}

function given(props: IncidentRulesProps) {
  return Object.entries(OPTIONS).flatMap(([option, [rule, kind]]) => {
    const value = props[option as keyof IncidentRulesProps];
    return value === undefined ? [] : [{ option, rule, kind: kind as Kind<unknown>, value }];
  });
}
