import * as v from 'valibot';
import { ok, type TargetResult } from '../../lib/model/contracts/target-result';
import { type Answer, judge, notUnderstood, send } from './http';
import { refusal } from './slack-errors';
import type { Access } from './target';
import { withSecret } from './with-secret';

/** Where Slack's methods are, and who calls them: the secret's key is `botToken`. */
export interface SlackAccess extends Access {
  /** Without a trailing slash: `https://slack.com/api`. */
  readonly apiUrl: string;
}

/**
 * One call of a method of Slack's Web API, classified.
 *
 * @param shape of the answer, as far as we read it
 * @param reads the method changes nothing; such methods take forms only
 */
export type SlackCall = <T>(
  method: string,
  body: object,
  shape: v.GenericSchema<unknown, T>,
  reads?: boolean,
) => Promise<TargetResult<T>>;

const answerShape = v.object({ ok: v.boolean(), error: v.optional(v.string()) });

export function slackApi({ apiUrl, secret, timeoutMs }: SlackAccess): SlackCall {
  return (method, body, shape, reads = false) =>
    withSecret(secret, 'botToken', async (token) => {
      const headers = { authorization: `Bearer ${token}` };
      const form = () => Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)]));
      const answer = await send({
        method: 'POST',
        url: `${apiUrl}/${method}`,
        headers,
        reads,
        timeoutMs,
        ...(reads ? { form: form() } : { body }),
      });
      return answer.outcome === 'ok' ? understood(answer.value, shape, reads) : answer;
    });
}

/** Slack's own code says more than the status that it comes with. */
function understood<T>(answer: Answer, shape: v.GenericSchema<unknown, T>, reads: boolean): TargetResult<T> {
  const state = v.safeParse(answerShape, answer.body);
  if (state.success && !state.output.ok && state.output.error !== undefined)
    return refusal(state.output.error, answer.headers, reads);
  const judged = judge(answer, reads);
  if (judged !== undefined) return judged;
  const parsed = v.safeParse(shape, answer.body);
  return parsed.success
    ? ok(parsed.output)
    : notUnderstood('Slack answered with something else than documented', reads);
}
