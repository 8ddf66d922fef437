import { ok, type TargetResult } from '../../lib/model/contracts/target-result';
import { andThen } from './and-then';
import { awsApi } from './aws-api';
import { notUnderstood } from './http';

/** One action of SNS with its parameters; the value is the body of the answer, XML. */
export type SnsApi = (
  action: string,
  parameters: Readonly<Record<string, string>>,
  reads?: boolean,
) => Promise<TargetResult<string>>;

const VERSION = '2010-03-31';
const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

/**
 * SNS by its query protocol.
 *
 * @param apiUrl where SNS is. @default - that of the topic's region
 */
export function snsApi(topicArn: string, timeoutMs: number, apiUrl?: string): SnsApi {
  const [, , , region = ''] = topicArn.split(':');
  const said = (body: unknown) => ['Code', 'Message'].map((name) => element(String(body ?? ''), name));
  const call = awsApi({ vendor: 'SNS', service: 'sns', region, apiUrl, timeoutMs, said });
  return (action, parameters, reads = false) => {
    const form = { Action: action, Version: VERSION, ...parameters };
    return andThen(call({ headers, form, isText: true, reads }), ({ body }) => {
      const xml = String(body);
      return xml.includes(`<${action}Response`)
        ? ok(xml)
        : notUnderstood('SNS answered with something else than documented', reads);
    });
  };
}

/** The text of an element, the first of its name. */
export function element(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
}
