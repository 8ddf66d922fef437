import type { PlacedResource } from '../../assembly';
import { objectivesOf } from '../objective-index';
import type { Found, Rule } from '../rule';
import { isUnknown, type Members, membersOf, numberOf } from '../values';

/** Neither the CDK nor CloudFormation look at its range. */
export const GOAL_RANGE: Rule = {
  id: 'goal-range',
  level: 'error',
  *find(estate) {
    for (const { place, properties } of objectivesOf(estate).all) {
      const percent = numberOf(membersOf(properties.Goal).AttainmentGoal);
      if (percent === undefined) continue;
      const found = { place, what: 'Goal.AttainmentGoal', got: String(percent) };
      if (percent < 0 || percent > 100) yield { ...found, allowed: 'are percents between 0 and 100' };
      else if (percent === 100) {
        yield { ...found, allowed: 'is less, so that there is an error budget', level: 'warning' };
      } else if (percent <= 1) {
        yield { ...found, allowed: 'are percents: a fraction such as 0.999 is written as 99.9', level: 'warning' };
      }
    }
  },
};

/** Percent of the error budget that is left when Application Signals warns. */
export const WARNING_THRESHOLD_RANGE: Rule = {
  id: 'warning-threshold-range',
  level: 'error',
  *find(estate) {
    for (const { place, properties } of objectivesOf(estate).all) {
      const percent = numberOf(membersOf(properties.Goal).WarningThreshold);
      if (percent === undefined || (percent > 0 && percent < 100)) continue;
      const level = percent === 0 || percent === 100 ? 'warning' : 'error';
      const allowed = 'are percents of the error budget between 0 and 100';
      yield { place, what: 'Goal.WarningThreshold', got: String(percent), allowed, level };
    }
  },
};

/** What excludes each other in the service, and is optional in the schema. */
export const SLO_EITHER_OR: Rule = {
  id: 'slo-either-or',
  level: 'error',
  *find(estate) {
    for (const { place, properties } of objectivesOf(estate).all) {
      yield* eitherOr(place, '', properties, ['Sli', 'RequestBasedSli']);
      const { Interval } = membersOf(properties.Goal);
      if (Interval === undefined || isUnknown(Interval)) continue;
      yield* eitherOr(place, 'Goal.Interval', membersOf(Interval), ['RollingInterval', 'CalendarInterval']);
    }
  },
};

function* eitherOr(
  place: PlacedResource,
  what: string,
  members: Members,
  [one, other]: readonly [string, string],
): Generator<Found> {
  const given = [members[one], members[other]].filter((value) => value !== undefined).length;
  if (given === 1 || isUnknown(members[one], members[other])) return;
  const got = given === 2 ? 'both' : 'neither';
  yield { place, what: what === '' ? `${one}, ${other}` : what, got, allowed: `is one of ${one} and ${other}` };
}
