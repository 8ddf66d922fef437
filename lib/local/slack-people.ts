import { createHmac } from 'node:crypto';
import type { SlackUser } from './slack-edge';
import { buttonsOf, type Press, pressPayload, submitPayload } from './slack-payloads';
import type { OpenedView } from './slack-view';
import type { Conversation, Vendors } from './vendors';

/** With it Slack signs what it says of people's clicks. */
export const SIGNING_SECRET = 'local-signing-secret';

/** What came of a request to the door. */
export interface DoorAnswer {
  readonly status: number;
  readonly body: string;
  /** What was sent, to be sent again. */
  readonly payload: object;
}

/** People at Slack: what they do there goes to the function that answers for the app. */
export class SlackPeople {
  readonly #vendors: Vendors;
  readonly #door: () => string | undefined;
  readonly #now: () => number;

  /**
   * @param door address of the function; nothing where there is none
   * @param now what time it is, epoch milliseconds
   */
  constructor(vendors: Vendors, door: () => string | undefined, now: () => number) {
    this.#vendors = vendors;
    this.#door = door;
    this.#now = now;
  }

  /** @throws Error for a message or a button that is not there */
  async press(press: Press): Promise<DoorAnswer> {
    const [seen] = await this.#messages([press.ts]);
    if (seen === undefined) throw new Error(`message ${press.ts}: got one that stands in no channel`);
    return this.knock(pressPayload(this.#vendors.slack, seen, press, this.#now()));
  }

  /** Name of the first of these messages that has such a button; nothing when none has. */
  async withButton(messages: readonly string[], action: string): Promise<string | undefined> {
    return (await this.#messages(messages)).find(({ blocks }) => buttonsOf(blocks).includes(action))?.ts;
  }

  /** In the order in which they are asked for; those that are gone are missing. */
  async #messages(names: readonly string[]): Promise<Conversation[]> {
    const all = await this.#vendors.conversations();
    return names.flatMap((name) => all.find(({ ts }) => ts === name) ?? []);
  }

  /**
   * @param values by block: a text, or the value of what was chosen, several where several may be chosen
   * @throws Error for a block that the form does not have
   */
  submit(view: OpenedView, values: Readonly<Record<string, string | readonly string[]>>, user: SlackUser) {
    return this.knock(submitPayload(view, values, user));
  }

  /**
   * Sends a payload to the door as Slack does: a form, signed. The same one again is what Slack does when it got no answer. Source: Slack,
   * "Verifying requests from Slack".
   *
   * @param headers beside or instead of Slack's own
   * @throws Error where nothing answers for the app
   */
  async knock(payload: object, headers: Readonly<Record<string, string>> = {}): Promise<DoorAnswer> {
    const url = this.#door();
    if (url === undefined)
      throw new Error('the assembly has no function slack-actions with a URL: nobody hears a button');
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const timestamp = String(Math.floor(this.#now() / 1000));
    const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature}`,
        ...headers,
      },
    });
    return { status: response.status, body: await response.text(), payload };
  }
}
