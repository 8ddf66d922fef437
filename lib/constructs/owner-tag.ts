import { Tags } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Service } from './service';

/** Tag that says who answers for a resource. */
export const OWNER_TAG = 'owner';

/** Source: Tagging API reference, "Tag naming limits and requirements". */
const LONGEST_VALUE = 256;

/** What belongs to several services is owned by their teams, in the order in which they come. */
export function tagOwners(construct: IConstruct, services: readonly Service[]): void {
  const teams = [...new Set(services.map(({ _props }) => _props.team.teamName))].join(' / ');
  Tags.of(construct).add(OWNER_TAG, teams.length > LONGEST_VALUE ? 'several teams' : teams);
}
