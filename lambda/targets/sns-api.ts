import { SSMClient } from '@aws-sdk/client-ssm';
import { Hash } from '@smithy/hash-node';
import { SignatureV4 } from '@smithy/signature-v4';
import { ok, rejected, retryLater, type TargetResult } from '../../lib/model/contracts/target-result';
import { line, truncated } from '../../lib/render/text';
import { type Answer, judge, notUnderstood, send } from './http';

/** One action of SNS with its parameters; the value is the body of the answer, XML. */
export type SnsApi = (
  action: string,
  parameters: Readonly<Record<string, string>>,
  reads?: boolean,
) => Promise<TargetResult<string>>;

const VERSION = '2010-03-31';
const FORM = 'application/x-www-form-urlencoded; charset=utf-8';
const LONGEST_WHY = 300;
const SOON_SECONDS = 5;

/** Sources: "Common error types" and the errors of Publish in the SNS API reference; most come with status 400. */
const NOT_ALLOWED =
  /AuthorizationError|AccessDenied|InvalidClientTokenId|SignatureDoesNotMatch|InvalidSecurity|ExpiredToken|NotAuthorized|OptIn/;
const TOO_FAST = /Throttl|RequestLimitExceeded/;

/**
 * SNS by its query protocol, with the credentials of whoever runs it: a client of the SDK would be larger than all our targets together.
 *
 * @param apiUrl where SNS is. @default - that of the topic's region
 */
export function snsApi(topicArn: string, timeoutMs: number, apiUrl = endpointOf(topicArn)): SnsApi {
  const [, , , region = ''] = topicArn.split(':');
  const { hostname, host, protocol } = new URL(apiUrl);
  // Any client of the SDK finds credentials and renews them.
  const { credentials } = new SSMClient({ region }).config;
  const signer = new SignatureV4({ service: 'sns', region, credentials, sha256: Hash.bind(null, 'sha256') });

  return async (action, parameters, reads = false) => {
    const form = { Action: action, Version: VERSION, ...parameters };
    const body = new URLSearchParams(form).toString();
    const headers = { host, 'content-type': FORM };
    const request = { method: 'POST', protocol, hostname, path: '/', headers, body };
    let signed: Record<string, string>;
    try {
      signed = (await signer.sign(request)).headers;
    } catch (error) {
      return rejected('auth', `SNS: no credentials of AWS: ${(error as Error).name}`);
    }
    const { host: _, ...sent } = signed;
    const url = `${apiUrl}/`;
    const answer = await send({ method: 'POST', url, headers: sent, form, isText: true, reads, timeoutMs });
    return answer.outcome === 'ok' ? understood(answer.value, action, reads) : answer;
  };
}

/** The text of an element, the first of its name. */
export function element(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
}

function understood(answer: Answer, action: string, reads: boolean): TargetResult<string> {
  const xml = String(answer.body ?? '');
  const [code, message] = ['Code', 'Message'].map((name) => line(element(xml, name) ?? ''));
  const refused = judge(answer, reads);
  const why = truncated(`SNS: HTTP ${answer.status}: ${code || 'no code'}: ${message || 'no message'}`, LONGEST_WHY);
  if (code && TOO_FAST.test(code)) return retryLater(SOON_SECONDS, 'rateLimited', why);
  if (code && NOT_ALLOWED.test(code)) return rejected('auth', why);
  if (refused !== undefined) return refused.outcome === 'rejected' ? rejected(refused.reason, why) : refused;
  return xml.includes(`<${action}Response`)
    ? ok(xml)
    : notUnderstood('SNS answered with something else than documented', reads);
}

function endpointOf(topicArn: string): string {
  const [, partition, , region] = topicArn.split(':');
  return `https://sns.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
}
