import type { Examiner } from './examiner';
import { examineGithub } from './github';
import { examineOpsItems } from './opsitems';
import { examinePagerduty } from './pagerduty';
import { examineSlack } from './slack';
import { examineZendesk } from './zendesk';

export { examine } from './examine';
export type { Examiner, Patient, Symptom } from './examiner';
export { type TargetSecret, targetSecret } from './target-secret';

/** Who looks at a target, by its kind; kinds of the user's own are not known here. */
export const EXAMINERS: ReadonlyMap<string, Examiner> = new Map<string, Examiner>([
  ['slack', examineSlack],
  ['github', examineGithub],
  ['pagerduty', examinePagerduty],
  ['opsitems', examineOpsItems],
  ['zendesk', examineZendesk],
]);
