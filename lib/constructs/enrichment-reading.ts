import { Stack } from 'aws-cdk-lib';
import type { Enrichment } from './enrichment';
import type { ResponseFunction } from './response-function';

/** These read what other incidents go on; the rest of the ledger is read by all. */
const AMONG_ACTIVE = new Set(['segments', 'related']);

/**
 * What enrichments ask of AWS and of the ledger's index, and no more than the chosen ones do. Source: Service Authorization Reference,
 * Application Signals (SLOs are the only resources that its reading actions know), CloudWatch and X-Ray (none).
 */
export function grantEnrichment(
  fn: ResponseFunction,
  enrichments: readonly Enrichment[],
  activeIndexArn: string,
): void {
  const actions = [...new Set(enrichments.flatMap(({ _actions }) => _actions))];
  const ofObjectives = actions.filter((action) => action.includes('ServiceLevelObjective'));
  const others = actions.filter((action) => !ofObjectives.includes(action));
  if (ofObjectives.length > 0) {
    const objectives = Stack.of(fn).formatArn({ service: 'application-signals', resource: 'slo', resourceName: '*' });
    const reason = 'SLOs are declared in other stacks, and adopted ones keep names of their own.';
    fn.allowBroadly(ofObjectives, objectives, reason);
  }
  if (others.length > 0) {
    fn.allowBroadly(
      others,
      '*',
      'Metrics, changes, dependencies and traces are no resources for IAM, and neither are the segments of X-Ray.',
    );
  }
  if (enrichments.some(({ name }) => AMONG_ACTIVE.has(name))) fn.allow(['dynamodb:Query'], activeIndexArn);
}
