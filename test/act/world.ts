import { type Acted, act } from '../../lambda/act/act';
import { Members } from '../../lambda/act/members';
import { usersOf } from '../../lambda/act/users';
import { sayTo } from '../../lambda/doors/slack-reply';
import { type Incident, Ledger } from '../../lambda/ledger/ledger';
import { slackApi } from '../../lambda/targets/slack-api';
import { FakeSlack } from '../../lib/local/fakes/slack';
import type { CommandRequest } from '../../lib/model/contracts/command';
import { entry } from '../support/entries';
import { alarm, MINUTE, START } from '../support/incidents';
import { MemoryTable } from '../support/memory-table';

const TOKEN = 'xoxb-token';

/** Incidents in a ledger, and a Slack with a group of two who may tell them what to do. */
export class ActWorld {
  now = START + 5 * MINUTE;
  readonly told: string[] = [];
  isQueueDown = false;
  readonly ledger: Ledger;
  readonly #members: Members;

  private constructor(readonly slack: FakeSlack) {
    slack.tokens = new Set([TOKEN]);
    slack.people.groups.set('S1', ['U7', 'U8']);
    this.ledger = new Ledger(new MemoryTable(), () => this.now);
    const call = slackApi({ apiUrl: this.#apiUrl, secret: async () => ({ botToken: TOKEN }), timeoutMs: 8000 });
    this.#members = new Members(usersOf(call, 'S1'), () => this.now);
  }

  static async start(): Promise<ActWorld> {
    return new ActWorld(await FakeSlack.start());
  }

  /** An incident of the service, which began `minute` minutes after the start. */
  async open(service = 'shop', minute = 0): Promise<Incident> {
    const group = { account: '111122223333', region: 'eu-west-3', stage: 'prod', service };
    const slo = `${service}-orders`;
    const { entry: _, ...event } = alarm(minute, 'fast', 'ALARM', { slo }) as Parameters<
      Ledger['record']
    >[0]['event'] & {
      entry: unknown;
    };
    const recorded = await this.ledger.record({ group, entry: entry({ service, slo }), event });
    if (recorded.outcome !== 'recorded') throw new Error(recorded.outcome);
    return recorded.incident;
  }

  act(incident: string, command: CommandRequest['command'], change: Partial<CommandRequest> = {}): Promise<Acted> {
    const request: CommandRequest = {
      version: 1,
      id: 'slack:1',
      incident,
      at: this.now,
      by: { name: 'Dana', id: 'U7' },
      via: 'incidents',
      replyTo: `${this.slack.url}/actions/T1/2/y`,
      ...change,
      command,
    };
    return act(request, {
      ledger: this.ledger,
      targets: [],
      may: (user) => this.#members.has(user),
      tell: async ({ id, state }) => {
        if (this.isQueueDown) throw new Error('The queue is down');
        this.told.push(`${id}#r${state.revision}`);
      },
      answer: (replyTo, text) => sayTo(replyTo, text, { apiUrl: this.#apiUrl, timeoutMs: 8000 }),
      now: () => this.now,
    });
  }

  get #apiUrl(): string {
    return `${this.slack.url}/api`;
  }
}
