import { plain } from '../../lib/render/text';
import { log } from '../log';
import { escaped } from '../targets/slack-text';

/** Longer answers are no answers. */
const LONGEST = 3000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether an address is one of Slack's for answers (`response_url`): whoever could name another would have us call it. The host is
 * `hooks.` before the API's own (`hooks.slack.com`; for GovSlack `hooks.slack-gov.com` [inferred]); where the API is on this
 * computer, answers are, too.
 */
export function isReplyAddress(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address) || !URL.canParse(apiUrl)) return false;
  const [to, api] = [new URL(address), new URL(apiUrl)];
  if (LOOPBACK.has(api.hostname)) return LOOPBACK.has(to.hostname);
  return to.protocol === 'https:' && to.host === `hooks.${api.host}`;
}

/**
 * Says something to the one person who pressed a button; the message itself stays. An address takes five answers within 30 minutes
 * and none once its message was deleted: what cannot be said is logged and forgotten, because the incident's own message says what
 * was recorded.
 *
 * @returns whether Slack took it
 */
export async function sayTo(
  address: string | undefined,
  text: string,
  { apiUrl, timeoutMs }: { readonly apiUrl: string; readonly timeoutMs: number },
): Promise<boolean> {
  if (address === undefined || !isReplyAddress(address, apiUrl)) {
    log.warn({ message: 'nobody answered', why: address === undefined ? 'no address' : 'not an address of Slack' });
    return false;
  }
  const answer = { response_type: 'ephemeral', replace_original: false, text: escaped(plain(text), LONGEST) };
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'cdk-slo' },
      body: JSON.stringify(answer),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    if (response.ok) return true;
    log.warn({ message: 'nobody answered', why: `HTTP ${response.status}` });
  } catch (error) {
    log.warn({ message: 'nobody answered', why: (error as Error).name });
  }
  return false;
}
