import { pagerdutySettings } from '../../lambda/targets/pagerduty';
import type { Examiner, Symptom } from './examiner';
import { accountSymptoms } from './pagerduty-account';

const INTEGRATION = 'in PagerDuty the service > Integrations > "Events API v2" > Integration Key';

/**
 * PagerDuty: the form of the routing key. Whether it belongs to an integration the Events API says only to whoever sends an event, and
 * each event may wake somebody or end a call: that, the service, who is on call and the webhook are looked at by the REST API, where the
 * secret has a key for it (`apiToken`).
 */
export const examinePagerduty: Examiner = async (patient) => {
  pagerdutySettings(patient.config.settings);
  const { routingKey = '', apiToken = '' } = patient.secret;
  if (!/^[A-Za-z0-9]{32}$/.test(routingKey)) return [malformed(routingKey)];
  return apiToken === '' ? [unexamined()] : accountSymptoms(patient, routingKey);
};

function malformed(key: string): Symptom {
  const others = /^[A-Za-z0-9]*$/.test(key) ? '' : ', others than letters and digits among them';
  return {
    id: 'routing-key-malformed',
    level: 'error',
    message: `PagerDuty: got a routing key of ${key.length} characters${others}, allowed are 32 letters and digits`,
    remedy: `copy the integration key (${INTEGRATION}) into the key routingKey of the secret; keys of the REST API have 20 characters and are something else`,
  };
}

function unexamined(): Symptom {
  return {
    id: 'account-not-examined',
    level: 'warning',
    message:
      'PagerDuty: got a secret without apiToken, allowed is one with it where more than the form of the routing key is to be examined',
    remedy:
      'put a read-only REST API key (in PagerDuty Integrations > API Access Keys) into the key apiToken of the secret: it is used by slo doctor alone. Or see for yourself that the routing key is that of the right service',
  };
}
