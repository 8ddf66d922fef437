import type { Objective } from '../../assembly';
import type { AlertPolicy } from './policy';
import { awsPolicy, googlePolicy } from './recipes';
import { staticPolicy } from './static';

export type { AlertPolicy } from './policy';

/** What teams do instead of the declared policy, by the name under which it is compared. */
export const ALTERNATIVES: Readonly<Record<'aws' | 'google' | 'static', (objective: Objective) => AlertPolicy>> = {
  aws: awsPolicy,
  google: googlePolicy,
  static: staticPolicy,
};
