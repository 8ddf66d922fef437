import { createHmac } from 'node:crypto';
import type { LambdaFunctionURLEvent } from 'aws-lambda';
import * as v from 'valibot';
import { SigningSecrets } from '../../lambda/doors/signing-secrets';
import { sayTo } from '../../lambda/doors/slack-reply';
import { slackSignature } from '../../lambda/doors/slack-signature';
import { door } from '../../lambda/slack-actions/door';
import { slackApi } from '../../lambda/targets/slack-api';
import { FakeSlack } from '../../lib/local/fakes/slack';
import { type CommandRequest, parseCommandRequest } from '../../lib/model/contracts/command';
import { FaultyProxy } from '../support/faulty-proxy';
import { Patience } from '../support/patience';

const SECRET = 'signing';
const TOKEN = 'xoxb-token';
/** Long enough for a call on a busy computer, short enough to wait for. */
const TIMEOUT_MS = 8000;
export const NOW = Date.parse('2026-11-14T20:05:00Z');
export const INCIDENT = 'inc-0123456789ab';

/** The door between a Slack that keeps the documented rules and a queue. */
export class DoorWorld {
  readonly queue: CommandRequest[] = [];
  isQueueDown = false;
  isSecretGone = false;
  /** What support would not understand. */
  terms: string[] = [];

  readonly #patience = new Patience();

  private constructor(
    readonly slack: FakeSlack,
    readonly network: FaultyProxy,
  ) {
    slack.tokens = new Set([TOKEN]);
    network.onStuck = () => this.#patience.end();
  }

  static async start(): Promise<DoorWorld> {
    const slack = await FakeSlack.start();
    return new DoorWorld(slack, await FaultyProxy.start(slack.url));
  }

  /** As Slack sends it. */
  async send(payload: object | string, change: { secret?: string; method?: string; type?: string } = {}) {
    const { secret = SECRET, method = 'POST', type = 'application/x-www-form-urlencoded' } = change;
    const body =
      typeof payload === 'string' ? payload : new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const timestamp = String(NOW / 1000);
    const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    };
    const event = { requestContext: { http: { method } }, headers, body, isBase64Encoded: false };
    const { statusCode, body: said } = await this.#door()(event as unknown as LambdaFunctionURLEvent);
    return { status: statusCode, body: said === undefined ? undefined : said };
  }

  press(command: string, change: { value?: string; trigger?: string; at?: string; name?: string } = {}) {
    const { value = INCIDENT, trigger = this.slack.people.trigger(), at = '1763803850.111111', name = 'dana' } = change;
    return this.send({
      type: 'block_actions',
      api_app_id: 'A1',
      team: { id: 'T1', domain: 'acme' },
      user: { id: 'U7', username: 'dana', name, team_id: 'T1' },
      container: { type: 'message', message_ts: '1763803812.345679', channel_id: 'C123', is_ephemeral: false },
      trigger_id: trigger,
      response_url: this.replyTo,
      actions: [{ type: 'button', block_id: 'incident', action_id: `incident:${command}`, value, action_ts: at }],
    });
  }

  /** Sends the form that was opened last. */
  submit(answers: Readonly<Record<string, string | readonly string[] | { readonly choice: string }>>) {
    const view = this.slack.people.views.at(-1)!;
    const number = this.slack.people.views.length;
    const values = Object.fromEntries(
      (view.blocks ?? []).map(({ block_id = '', element }) => [
        block_id,
        { [element?.action_id ?? '']: { type: element?.type, ...answerOf(answers[block_id]) } },
      ]),
    );
    const { callback_id, private_metadata } = view;
    const state = { values };
    return this.send({
      type: 'view_submission',
      team: { id: 'T1' },
      user: { id: 'U7', name: 'dana' },
      view: { id: `V${number}`, hash: `hash.${number}`, callback_id, private_metadata, state },
    });
  }

  get replyTo(): string {
    return `${this.network.url}/actions/T1/2/y`;
  }

  stop(): Promise<void> {
    this.#patience.stop();
    this.network.stop();
    return this.slack.stop();
  }

  #door() {
    const apiUrl = `${this.network.url}/api`;
    const call = slackApi({ apiUrl, secret: async () => ({ botToken: TOKEN }), timeoutMs: TIMEOUT_MS });
    const signing = new SigningSecrets(
      async () => {
        if (this.isSecretGone) throw new Error('The secret store is down');
        return { signingSecret: SECRET };
      },
      () => NOW,
    );
    return door({
      isGenuine: (request) => signing.haveSigned(slackSignature(request, NOW)),
      record: async (request) => {
        if (this.isQueueDown) throw new Error('The queue is down');
        this.queue.push(parseCommandRequest(JSON.stringify(request)));
      },
      openForm: (trigger, view) => call('views.open', { trigger_id: trigger, view }, v.looseObject({})),
      say: (replyTo, text) => sayTo(replyTo, text, { apiUrl, timeoutMs: TIMEOUT_MS }),
      jargon: () => this.terms,
      via: (channel) => (channel === 'C123' ? 'incidents' : 'elsewhere'),
      now: () => NOW,
    });
  }
}

function answerOf(answer: string | readonly string[] | { readonly choice: string } | undefined) {
  if (answer === undefined) return { value: null, selected_option: null, selected_options: [] };
  if (typeof answer === 'string') return { value: answer };
  return 'choice' in answer
    ? { selected_option: { value: answer.choice } }
    : { selected_options: answer.map((value) => ({ value })) };
}
