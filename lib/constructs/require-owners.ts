import { CfnResource, type IAspect, TagManager } from 'aws-cdk-lib';
import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { CfnAlarm, CfnCompositeAlarm, CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { OWNER_TAG } from './owner-tag';

const OWNED = new Set(
  [CfnServiceLevelObjective, CfnAlarm, CfnCompositeAlarm, CfnDashboard].map((type) => type.CFN_RESOURCE_TYPE_NAME),
);

const FAULT = `tag ${OWNER_TAG}: got none, allowed is the team that answers for it: Tags.of(it).add('${OWNER_TAG}', 'checkout')`;

/**
 * Aspect that refuses SLOs, alarms and dashboards without the tag `owner`, whoever declares them:
 * `Aspects.of(app).add(new RequireOwners())`. What belongs to a `Team` has the tag by itself.
 */
export class RequireOwners implements IAspect {
  /** What the CDK calls for each construct in the app. */
  visit(node: IConstruct): void {
    if (!CfnResource.isCfnResource(node) || !OWNED.has(node.cfnResourceType)) return;
    // Tags are aspects, too, and may come after this one; validation comes after all of them.
    node.node.addValidation({
      validate: () => (TagManager.of(node)?.tagValues()[OWNER_TAG] === undefined ? [FAULT] : []),
    });
  }
}
