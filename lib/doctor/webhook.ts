import { send } from '../../lambda/targets/http';
import { webhookSettings } from '../../lambda/targets/webhook';
import type { Failure } from '../model/contracts/target-result';
import type { Examiner, Symptom } from './examiner';

/** A key of HMAC-SHA256 shorter than this can be guessed (RFC 2104, 3: at least as long as the hash, 32 bytes, is best). */
const SHORTEST_SECRET = 16;

/**
 * Webhook: whether somebody listens there. A message would be taken for an incident, so there is none: whether the receiver knows the secret and
 * what it makes of a message cannot be known.
 */
export const examineWebhook: Examiner = async ({ config, secret, timeoutMs }) => {
  const { apiUrl: url } = webhookSettings(config.settings);
  const answer = await send({ method: 'GET', url, headers: {}, reads: true, isText: true, timeoutMs });
  const reached = answer.outcome === 'ok' ? byStatus(answer.value.status) : [unreachable(answer)];
  return [...reached, ...weak(secret.signingSecret)];
};

function byStatus(status: number): Symptom[] {
  if (status >= 500)
    return [
      {
        id: 'receiver-failing',
        level: 'warning',
        message: `webhook: got HTTP ${status} for a GET, allowed is a receiver that works, even if it only takes POST`,
        remedy: 'look at the receiver',
      },
    ];
  if (status < 300 || status >= 400) return [];
  return [
    {
      id: 'receiver-moved',
      level: 'error',
      message: `webhook: got a redirect (HTTP ${status}), allowed is an address that answers itself: redirects are not followed`,
      remedy: 'give the address that it leads to as url and deploy',
    },
  ];
}

function unreachable({ why }: Failure): Symptom {
  return {
    id: 'unreachable',
    level: 'error',
    message: `webhook: got ${why}, allowed is a receiver that answers over https, with a certificate that is trusted`,
    remedy: 'look at the receiver, its certificate, and at what stands between AWS Lambda and it',
  };
}

function weak(signingSecret = ''): Symptom[] {
  if (signingSecret.length >= SHORTEST_SECRET) return [];
  return [
    {
      id: 'secret-weak',
      level: 'warning',
      message: `webhook: got a signingSecret of ${signingSecret.length} characters, allowed are ${SHORTEST_SECRET} and more: it could be guessed`,
      remedy:
        'make a longer one (openssl rand -hex 32) and rotate: the old one stays as previousSigningSecret until the receiver knows the new one',
    },
  ];
}
