import { Stack } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { Slo } from './slo';

/** Names of targets by environment and stage, per app. */
const KNOWN = new WeakMap<IConstruct, Map<string, Set<string>>>();

/**
 * Fails synth for routes to targets that nobody has, of all SLOs in the app that tell this response. Those of other apps are told by
 * what remains of their routes, or by every target where nothing does.
 */
export function refuseUnknownRoutes(response: Construct, stage: string, targets: readonly string[]): void {
  const { root } = response.node;
  const places = KNOWN.get(root) ?? new Map<string, Set<string>>();
  KNOWN.set(root, places);
  const place = placeOf(response, stage);
  const known = places.get(place) ?? new Set();
  places.set(place, known);
  for (const target of targets) known.add(target);
  const heard = () => slosOf(root).filter((slo) => placeOf(slo, slo.entry.stage) === place);
  response.node.addValidation({ validate: () => unknownRoutes(heard(), known) });
}

/** Routes are the team's: said once for each of its targets, however many SLOs it has. */
function unknownRoutes(slos: readonly Slo[], known: ReadonlySet<string>): string[] {
  const names = [...known].map((name) => `"${name}"`).join(', ');
  const faults = slos.flatMap(({ entry: { owner, routes } }) =>
    routes
      .flatMap(({ targets }) => targets)
      .filter((target) => !known.has(target))
      .map(
        (target) => `routes of team ${owner.team}: got "${target}", allowed are the targets of the response: ${names}`,
      ),
  );
  return [...new Set(faults)];
}

function slosOf(root: IConstruct): Slo[] {
  return root.node.findAll().filter((construct) => construct instanceof Slo);
}

function placeOf(construct: IConstruct, stage: string): string {
  return `${Stack.of(construct).environment} ${stage}`;
}
