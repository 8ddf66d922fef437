import type { IIncidentTarget, SecretTargetProps } from '../incident-target';
import { declareTarget } from './declare';
import { httpsFault } from './https-fault';

/** Properties of a signed webhook. */
export interface SignedWebhookProps extends SecretTargetProps {
  /**
   * Where messages are posted to, over https, path and query included. It stands in the template for everybody who may read that, so let nothing
   * in it be secret: the signature says who calls. Redirects are not followed.
   */
  readonly url: string;
}

/**
 * A system of your own: each change of an incident as signed JSON (`schemas/webhook.json`). The secret's keys are `signingSecret` and, while it is
 * rotated, `previousSigningSecret`. What may have been lost is sent again: never none, perhaps twice.
 */
export function signedWebhook(props: SignedWebhookProps): IIncidentTarget {
  const { url } = props;
  return declareTarget({
    kind: 'webhook',
    props,
    keys: ['signingSecret'],
    signs: true,
    settings: () => ({ apiUrl: url }),
    faults: httpsFault('url', url, 'page'),
  });
}
