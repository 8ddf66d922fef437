import type { Construct } from 'constructs';
import type { TargetConfig } from '../model/contracts/target-config';
import { Faults } from './faults';
import type { IncidentResponseProps } from './incident-response-props';
import { pagerOwnsLifecycleFault } from './incident-rules';
import type { IIncidentTarget, IncidentTargetConfig } from './incident-target';
import { slackTargetFault, withButtons } from './slack-actions';
import { callbacksFaults } from './target-callbacks';

/**
 * The targets of a response: those that hear of incidents, and those of its canaries.
 *
 * @param pressed name of the target whose app has buttons
 * @throws DeclarationError with what each of them, or all together, have wrong
 */
export function bindTargets(
  scope: Construct,
  targets: readonly IIncidentTarget[],
  { canary, rules }: IncidentResponseProps,
  pressed: string | undefined,
): readonly IncidentTargetConfig[] {
  const bound = [
    ...targets.map((target) => target.bind(scope)),
    ...(canary?.targets ?? []).map((target) => forCanaries(target.bind(scope))),
  ];
  const configs = bound.map(({ config }) => config);
  const withApp = bound.find(({ config }) => config.name === pressed);
  new Faults()
    .add(withApp && slackTargetFault(withApp))
    .add(pagerOwnsLifecycleFault('rules', rules, configs))
    .add(...callbacksFaults(bound), ...canaryFaults(configs), ...samePlaceFaults(bound))
    .throwAt(scope.node.path);
  return pressed === undefined ? bound : bound.map(withButtons);
}

/** What is wrong with targets of one name, in words. */
export function duplicateNames(targets: readonly IIncidentTarget[]): string[] {
  const names = targets.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [...new Set(twice)].map((name) => `targets: got two of the name "${name}", allowed is each name once`);
}

/** One that hears of canaries and of nothing else. */
function forCanaries({ config, ...bound }: IncidentTargetConfig): IncidentTargetConfig {
  return { ...bound, config: { ...config, canary: true } };
}

/** Of two at one place each would take the other's object for its own. */
function samePlaceFaults(targets: readonly IncidentTargetConfig[]): string[] {
  const placed = targets.flatMap(({ config: { name, kind, canary = false }, place }) =>
    place === undefined ? [] : [{ name, at: JSON.stringify([kind, canary, place]) }],
  );
  return placed.flatMap(({ name, at }, index) => {
    const first = placed.slice(0, index).find((other) => other.at === at);
    return first === undefined
      ? []
      : [`targets: got "${first.name}" and "${name}" at the same place, allowed is one target there`];
  });
}

/** Test alarms wake nobody, and all but the first of a day are edits. */
function canaryFaults(targets: readonly TargetConfig[]): string[] {
  return targets.flatMap(({ name, kind, canary, pager }) => {
    if (!canary) return [];
    if (pager) return [`canary.targets: got the pager "${name}", allowed are targets that wake nobody`];
    return kind === 'email'
      ? [`canary.targets: got "${name}", which sends mails, allowed are targets that can be edited`]
      : [];
  });
}
