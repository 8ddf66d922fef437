import type { PlacedResource } from '../../assembly';
import { alarmsOfRule } from '../../model/composite';
import { breachCompositeName, parseAlarmName, rollbackCompositeName, serviceLabel } from '../../model/names';
import { alarmsOf, wantedAlarm } from '../alarm-index';
import { compositesOf } from '../composites';
import { environmentInWords, mayBeTogether } from '../environments';
import { oncePerEstate } from '../once';
import { mayBeAnything, referencesOf } from '../references';
import type { Estate, Found, Rule } from '../rule';
import { isUnknown, numberOf, shown, textOf } from '../values';

/** "All underlying alarms must be in the same Region and account" (CloudWatch user guide, "Create a composite alarm"). */
const ALLOWED = 'is the name or ARN of an alarm of the same account and region';

/** A composite alarm over an alarm that does not exist is refused when it is deployed. */
export const COMPOSITE_ALARM_UNKNOWN: Rule = {
  id: 'composite-alarm-unknown',
  level: 'error',
  *find(estate) {
    for (const { place, rule } of compositesOf(estate)) {
      if (rule === undefined) continue;
      for (const alarm of alarmsOfRule(rule)) yield* unknownAlarm(estate, { place, what: 'AlarmRule', alarm });
    }
  },
};

interface NamedBy {
  readonly place: PlacedResource;
  readonly what: string;
  /** Name or ARN. */
  readonly alarm: string;
}

function* unknownAlarm(estate: Estate, { place, what, alarm }: NamedBy): Generator<Found> {
  const { stack } = place;
  const wanted = wantedAlarm(alarm, stack);
  if (!mayBeTogether(wanted.environment, stack)) {
    const where = environmentInWords(wanted.environment);
    yield { place, what, got: `${shown(wanted.name)} of ${where}`, allowed: ALLOWED };
    return;
  }
  if (alarmsOf(estate).find(wanted) !== undefined) return;
  const references = referencesOf(estate);
  const referred = references.of(alarm);
  if (referred !== undefined) {
    const { logicalId, resource } = referred;
    if (mayBeAnything(referred) || /^AWS::CloudWatch::\w*Alarm$/.test(resource.Type)) return;
    yield { place, what, got: `${logicalId}, which is ${resource.Type}`, allowed: ALLOWED };
  } else if (!references.isIn(alarm)) {
    const got = `${shown(wanted.name)}, which is not in this assembly`;
    yield { place, what, got, allowed: ALLOWED, level: isMissing(estate, wanted.name, stack) ? 'error' : 'warning' };
  }
}

/** Whether it would be in this assembly if it existed: an alarm of an SLO or a service that is. */
function isMissing(estate: Estate, name: string, stack: PlacedResource['stack']): boolean {
  const parts = parseAlarmName(name);
  const key = parts === undefined ? name : `${parts.stage}/${parts.slo}`;
  return (ownNames(estate).get(key) ?? []).some((environment) => mayBeTogether(environment, stack));
}

/** Names of composite alarms that our services have, and of our SLOs, with where they are. */
const ownNames = oncePerEstate(({ objectives }) => {
  const names = new Map<string, { account: string; region: string }[]>();
  for (const { entry, account, region } of objectives) {
    const { stage, slo, service, segment } = entry;
    const labels = new Set([service, serviceLabel(service, segment)]);
    const own = [...labels].flatMap((label) => [
      breachCompositeName(stage, label),
      rollbackCompositeName(stage, label),
    ]);
    for (const name of [`${stage}/${slo}`, ...own]) names.set(name, [...(names.get(name) ?? []), { account, region }]);
  }
  return names;
});

/** What holds actions back must exist, and CloudWatch wants to know for how long. */
export const COMPOSITE_SUPPRESSOR: Rule = {
  id: 'composite-suppressor',
  level: 'error',
  *find(estate) {
    for (const { place, properties } of compositesOf(estate)) {
      const { ActionsSuppressor: suppressor } = properties;
      const alarm = textOf(suppressor);
      if (alarm !== undefined) yield* unknownAlarm(estate, { place, what: 'ActionsSuppressor', alarm });
      for (const what of ['ActionsSuppressorWaitPeriod', 'ActionsSuppressorExtensionPeriod']) {
        const seconds = properties[what];
        if (isUnknown(seconds, suppressor)) continue;
        const given = numberOf(seconds) !== undefined;
        if (suppressor !== undefined && !given)
          yield { place, what, got: shown(seconds), allowed: 'are seconds, where there is an ActionsSuppressor' };
        else if (suppressor === undefined && given)
          yield {
            place,
            what,
            got: shown(seconds),
            allowed: 'is nothing, where there is no ActionsSuppressor',
            level: 'warning',
          };
      }
    }
  },
};
