import { type PlacedResource, ResourceReader, resourcesOfType } from '../../assembly';
import { MOST_MUTED_ALARMS } from '../../model/calendar/mute-schedule';
import { quoted } from '../../model/schedule';
import { ALARM_TYPES, sameEnvironment } from '../places';
import type { Estate, Rule } from '../rule';
import { listAt, textAt } from '../values';

const MUTE_RULE = 'AWS::CloudWatch::AlarmMuteRule';

/** CloudFormation's schema lets 500 through. */
export const MUTE_RULE_TARGETS: Rule = {
  id: 'mute-rule-targets',
  level: 'error',
  *find({ assembly, settled }) {
    for (const place of resourcesOfType(assembly, MUTE_RULE)) {
      const { length } = listAt(settled(place), 'MuteTargets', 'AlarmNames');
      if (length <= MOST_MUTED_ALARMS) continue;
      yield { place, what: 'MuteTargets.AlarmNames', got: `${length} alarms`, allowed: `are ${MOST_MUTED_ALARMS}` };
    }
  },
};

/** CloudWatch wants alarms that exist in the account and region (API reference, MuteTargets); they may be other people's. */
export const MUTE_RULE_ALARM_UNKNOWN: Rule = {
  id: 'mute-rule-alarm-unknown',
  level: 'warning',
  *find(estate) {
    const rules = [...resourcesOfType(estate.assembly, MUTE_RULE)];
    if (rules.length === 0) return;
    const alarms = alarmsByName(estate);
    for (const place of rules) {
      for (const [at, name] of listAt(estate.settled(place), 'MuteTargets', 'AlarmNames').entries()) {
        if (typeof name !== 'string') continue;
        if (alarms.get(name)?.some((alarm) => sameEnvironment(alarm.stack, place.stack))) continue;
        yield {
          place,
          what: `MuteTargets.AlarmNames[${at}]`,
          got: quoted(name),
          allowed: 'are names of alarms that exist in the account and region: this assembly has none of it there',
        };
      }
    }
  },
};

function alarmsByName({ assembly, settled }: Estate): ReadonlyMap<string, readonly PlacedResource[]> {
  const found = new Map<string, PlacedResource[]>();
  for (const type of ALARM_TYPES) {
    for (const place of resourcesOfType(assembly, type)) {
      // One of our names is a text of the template; the functions of others are replaced.
      const { AlarmName: written } = place.resource.Properties ?? {};
      const name = typeof written === 'string' ? written : nameOf(place, { assembly, settled });
      if (name === undefined) continue;
      const its = found.get(name);
      if (its === undefined) found.set(name, [place]);
      else its.push(place);
    }
  }
  return found;
}

/** Nothing where the name is known at deployment only; where there is none, the symbol that references to the alarm resolve to. */
function nameOf(
  place: PlacedResource,
  { assembly, settled }: Pick<Estate, 'assembly' | 'settled'>,
): string | undefined {
  if (place.resource.Properties?.AlarmName !== undefined) return textAt(settled(place), 'AlarmName');
  return new ResourceReader(place, assembly, {}).alarmName();
}
