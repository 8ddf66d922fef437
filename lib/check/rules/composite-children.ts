import type { PlacedResource } from '../../assembly';
import { alarmsOfRule } from '../../model/composite';
import { breachCompositeName, parseAlarmName, rollbackCompositeName, serviceLabel } from '../../model/names';
import { alarmsOf, wantedAlarm } from '../alarm-index';
import { type CheckedComposite, compositesOf } from '../composites';
import { environmentInWords, mayBeTogether } from '../environments';
import { oncePerEstate } from '../once';
import { mayBeAnything, referencesOf } from '../references';
import type { Estate, Found, Rule } from '../rule';
import { isUnknown, numberOf, short, shown, textOf } from '../values';

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

/** "The evaluation of composite alarms stops if CloudWatch detects a cycle", and none of them can be deleted (the same page). */
export const COMPOSITE_CYCLE: Rule = {
  id: 'composite-cycle',
  level: 'error',
  *find(estate) {
    const composites = compositesOf(estate);
    const byResource = new Map(composites.map((found) => [found.place.resource, found]));
    const children = (parent: CheckedComposite): CheckedComposite[] =>
      alarmsOfRule(parent.rule ?? { type: 'constant', value: false }).flatMap((alarm) => {
        const found = alarmsOf(estate).find(wantedAlarm(alarm, parent.place.stack));
        return (found && byResource.get(found.place.resource)) ?? [];
      });
    for (const circle of circles(composites, children)) {
      const names = [...circle, circle[0]!].map(({ place }) => place.logicalId);
      const got = `a circle: ${short(names.join(' -> '))}`;
      yield { place: circle[0]!.place, what: 'AlarmRule', got, allowed: 'are alarms that do not watch each other' };
    }
  },
};

/** Circles of a graph, each node walked once. Without recursion: a template may hold a chain of thousands. */
function* circles<T>(nodes: Iterable<T>, next: (node: T) => readonly T[]): Generator<readonly T[]> {
  const done = new Set<T>();
  for (const start of nodes) {
    const path: T[] = [];
    const onPath = new Set<T>();
    const left: { node: T; isLeaving: boolean }[] = [{ node: start, isLeaving: false }];
    for (let step = left.pop(); step !== undefined; step = left.pop()) {
      const { node, isLeaving } = step;
      if (isLeaving) {
        onPath.delete(path.pop()!);
        done.add(node);
      } else if (onPath.has(node)) {
        yield path.slice(path.indexOf(node));
      } else if (!done.has(node)) {
        path.push(node);
        onPath.add(node);
        left.push({ node, isLeaving: true }, ...next(node).map((child) => ({ node: child, isLeaving: false })));
      }
    }
  }
}
