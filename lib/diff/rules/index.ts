import type { Rule } from '../rule';
import { actions } from './actions';
import { budget } from './budget';
import { conversion } from './conversion';
import { cost } from './cost';
import { details } from './details';
import { group } from './group';
import { history } from './history';
import { maintenance } from './maintenance';
import { measurement } from './measurement';
import { owner } from './owner';
import { policy } from './policy';
import { promise } from './promise';
import { recreated } from './recreated';
import { route } from './route';
import { severity } from './severity';
import { watching } from './watching';

/** One for each concern of an SLO that is declared on both sides. */
export const RULES: readonly Rule[] = [
  conversion,
  history,
  recreated,
  watching,
  measurement,
  budget,
  policy,
  severity,
  route,
  actions,
  maintenance,
  group,
  owner,
  promise,
  details,
  cost,
];
