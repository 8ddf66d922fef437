import type { PlacedResource } from '../../assembly';
import { SLO_LIMITS } from '../../model/slo/service-limits';
import { takenTwice } from '../duplicates';
import { areTogether, mayBeTogether } from '../environments';
import { objectivesOf } from '../objective-index';
import type { Found, Rule } from '../rule';
import { listOf, type Members, membersOf, numberOf, shown } from '../values';

export const SLO_WINDOWS: Rule = {
  id: 'slo-windows',
  level: 'error',
  *find(estate) {
    for (const { place, properties, lookBacks = [] } of objectivesOf(estate).all) {
      const what = 'BurnRateConfigurations';
      const twice = lookBacks.find((minutes, at) => lookBacks.indexOf(minutes) < at);
      if (twice !== undefined) yield { place, what, got: `${twice} minutes twice`, allowed: 'is each window once' };
      yield* most(place, what, lookBacks.length, SLO_LIMITS.lookBacks);
      yield* most(place, 'ExclusionWindows', listOf(properties.ExclusionWindows).length, SLO_LIMITS.exclusionWindows);
      const interval = rollingMinutes(properties);
      const allowed = `are 1 to ${SLO_LIMITS.longestLookBackMinutes} minutes, shorter than the interval`;
      for (const minutes of lookBacks) {
        const fits = minutes >= 1 && minutes <= SLO_LIMITS.longestLookBackMinutes && minutes < interval;
        if (!fits) yield { place, what, got: `${minutes} minutes`, allowed };
      }
    }
  },
};

function* most(place: PlacedResource, what: string, count: number, limit: number): Generator<Found> {
  if (count > limit) yield { place, what, got: `${count} windows`, allowed: `are ${limit}` };
}

const MINUTES: Readonly<Record<string, number>> = { MINUTE: 1, HOUR: 60, DAY: 1440 };

/** Of a rolling interval of a known length; others are longer than any window. */
function rollingMinutes({ Goal }: Members): number {
  const { Duration, DurationUnit } = membersOf(membersOf(membersOf(Goal).Interval).RollingInterval);
  const [count, unit] = [numberOf(Duration), MINUTES[String(DurationUnit)]];
  return count === undefined || unit === undefined ? Number.POSITIVE_INFINITY : count * unit;
}

/** The second one is refused when it is deployed. */
export const SLO_NAME_TAKEN: Rule = {
  id: 'slo-name-taken',
  level: 'error',
  *find(estate) {
    const allowed = 'is each name once in an account and region';
    yield* takenTwice(objectivesOf(estate).all, {
      what: 'Name',
      meet: ({ stack }, other) =>
        areTogether(stack, other.stack) ? 'error' : mayBeTogether(stack, other.stack) ? 'warning' : undefined,
      allowed,
    });
  },
};

/** Quotas that AWS raises on request. */
export const SLO_QUOTA: Rule = {
  id: 'slo-quota',
  level: 'info',
  *find(estate) {
    const regions = new Map<string, PlacedResource[]>();
    const services = new Map<string, PlacedResource[]>();
    for (const { place, properties } of objectivesOf(estate).all) {
      const region = `${place.stack.account}/${place.stack.region}`;
      add(regions, region, place);
      const service = serviceOf(properties);
      if (service !== undefined) add(services, `${region}/${service}`, place);
    }
    const what = 'number of SLOs';
    for (const [places, limit, of] of [
      ...[...regions.values()].map((found) => [found, SLO_LIMITS.perRegion, 'an account and region'] as const),
      ...[...services.values()].map((found) => [found, SLO_LIMITS.perService, 'a service'] as const),
    ]) {
      const [place] = places;
      if (place === undefined || places.length <= limit) continue;
      const allowed = `are ${limit} in ${of}, unless AWS has raised the quota`;
      yield { place, what, got: String(places.length), allowed };
    }
  },
};

function add(map: Map<string, PlacedResource[]>, key: string, place: PlacedResource): void {
  const its = map.get(key);
  if (its === undefined) map.set(key, [place]);
  else its.push(place);
}

/** Name and environment of the service in Application Signals, where an SLO is about one. */
function serviceOf({ Sli, RequestBasedSli }: Members): string | undefined {
  const { KeyAttributes = membersOf(membersOf(RequestBasedSli).RequestBasedSliMetric).KeyAttributes } = membersOf(
    membersOf(Sli).SliMetric,
  );
  const { Name, Environment } = membersOf(KeyAttributes);
  return typeof Name === 'string' ? `${shown(Environment)} ${Name}` : undefined;
}
