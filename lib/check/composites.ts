import type { PlacedResource } from '../assembly';
import { COMPOSITE_ALARM } from '../assembly/resource-types';
import { type AlarmRule, parseAlarmRule, RULE_LIMITS, renamed } from '../model/composite';
import { alarmsOf, wantedAlarm } from './alarm-index';
import { oncePerEstate } from './once';
import { resourcesOf } from './resources';
import { type Members, textOf } from './values';

/** A composite alarm with its rule, as far as it can be read. */
export interface CheckedComposite {
  readonly place: PlacedResource;
  readonly properties: Members;
  /** The rule as it stands. */
  readonly text: string;
  readonly rule?: AlarmRule;
  /** The same rule with one name for each alarm of the assembly, whether it is called by name or by ARN. */
  readonly canonical?: AlarmRule;
  readonly fault?: unknown;
}

/** Those whose rule is known before they are deployed. */
export const compositesOf = oncePerEstate((estate) => {
  const alarms = alarmsOf(estate);
  return resourcesOf(estate, COMPOSITE_ALARM).flatMap((place): CheckedComposite[] => {
    const properties = estate.properties(place);
    const text = textOf(properties.AlarmRule);
    // A rule that is looked up at deployment (`{{resolve:…}}`) is no rule yet.
    if (text === undefined || text.trimStart().startsWith('{{')) return [];
    const read = { place, properties, text };
    // What is too long is told as such; nobody needs to read it.
    if (text.length > RULE_LIMITS.characters) return [read];
    try {
      const rule = parseAlarmRule(text);
      const nameOf = (alarm: string) => alarms.find(wantedAlarm(alarm, place.stack))?.name ?? alarm;
      return [{ ...read, rule, canonical: renamed(rule, nameOf) }];
    } catch (fault) {
      return [{ ...read, fault }];
    }
  });
});
