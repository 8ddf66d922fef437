import { examineEmail } from './email';
import type { Examiner } from './examiner';
import { examineGithub } from './github';
import { examineJira } from './jira';
import { examineOpsItems } from './opsitems';
import { examinePagerduty } from './pagerduty';
import { examineServiceNow } from './servicenow';
import { examineSlack } from './slack';
import { examineWebhook } from './webhook';
import { examineZendesk } from './zendesk';

export { examine } from './examine';
export type { Examiner, Patient, Symptom } from './examiner';
export { type TargetSecret, targetSecret } from './target-secret';

/** Who looks at a target, by its kind; kinds of the user's own are not known here. */
export const EXAMINERS: ReadonlyMap<string, Examiner> = new Map<string, Examiner>([
  ['slack', examineSlack],
  ['github', examineGithub],
  ['jira', examineJira],
  ['servicenow', examineServiceNow],
  ['zendesk', examineZendesk],
  ['opsitems', examineOpsItems],
  ['pagerduty', examinePagerduty],
  ['webhook', examineWebhook],
  ['email', examineEmail],
]);
