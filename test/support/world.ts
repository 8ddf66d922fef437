import type { Assembly } from '../../lib/assembly';
import { readObjectives } from '../../lib/assembly';
import {
  type AwsTrouble,
  type DoorAnswer,
  type Kills,
  LOCAL_ENVIRONMENT,
  LocalStack,
  type LogLine,
  type OpenedView,
  type Press,
  type SignalsPort,
  type SlackUser,
  VirtualClock,
} from '../../lib/local';
import { incidentsOf, type LedgerReport } from '../../lib/local/story/ledger-report';
import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import type { SupportReport } from '../../lib/model/contracts/support-report';
import { FaultyProxy } from './faulty-proxy';
import { StubCloudWatch } from './stub-cloudwatch';

export const MINUTE = 60_000;
export const EVENING = Date.parse('2026-11-14T20:00:00Z');

/** Who is on call, and in the user group of those who may press buttons. */
export const DANA: SlackUser = { id: 'U0DANA', name: 'Dana' };

/** The example estate on this computer with somebody else's hand on the network. */
export class World {
  readonly log: LogLine[] = [];
  readonly #assembly: Assembly;
  readonly #clock: VirtualClock;
  /** Hears every line beside the log. */
  onLog: (line: LogLine) => void = () => undefined;
  /** How calls to AWS go wrong, by operation: `GetMetricData`. */
  readonly troubles = new Map<string, AwsTrouble>();
  /** What Application Signals and X-Ray know: nothing, until a test says something. */
  readonly signals: SignalsPort = {};
  stack!: LocalStack;
  slack!: FaultyProxy;
  github!: FaultyProxy;

  private constructor(
    assembly: Assembly,
    readonly cloudwatch: StubCloudWatch,
  ) {
    this.#assembly = assembly;
    this.#clock = new VirtualClock(EVENING);
  }

  /**
   * @param kills where functions die; nowhere without it
   * @param cloudwatch who answers for CloudWatch; by default test alarms go nowhere
   */
  static async start(assembly: Assembly, kills?: Kills, cloudwatch = new StubCloudWatch()): Promise<World> {
    const world = new World(assembly, cloudwatch);
    world.stack = await LocalStack.start({
      assembly,
      clock: world.#clock,
      cloudwatch: world.cloudwatch,
      signals: world.signals,
      troubles: (operation) => world.troubles.get(operation),
      ...(kills === undefined ? {} : { kills }),
      onLog: (line) => {
        world.log.push(line);
        world.onLog(line);
      },
      between: async (urls) => {
        [world.slack, world.github] = [await FaultyProxy.start(urls.slack), await FaultyProxy.start(urls.github)];
        return { ...urls, slack: world.slack.url, github: world.github.url };
      },
    });
    world.stack.vendors.slack.members.add(DANA.id);
    return world;
  }

  async stop(): Promise<void> {
    await this.stack.stop();
    this.slack.stop();
    this.github.stop();
  }

  /** Lets so many minutes pass, one by one, with timers and queues. */
  async pass(minutes: number): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 1) await this.jump(1);
  }

  /** So many minutes later timers and queues run once: time-lapse. */
  async jump(minutes: number): Promise<void> {
    await this.stack.setTime(this.#clock.now() + minutes * MINUTE);
    await this.stack.tick();
    await this.stack.drain();
  }

  /** An alarm changes its state now, and everything that follows is handled. */
  async alarm(
    slo: string,
    alarm: string,
    value: AlarmValue,
    previous: AlarmValue = value === 'ALARM' ? 'OK' : 'ALARM',
  ): Promise<void> {
    await this.stack.putEvent(this.event(slo, alarm, value, previous));
    await this.stack.drain();
  }

  /** Support reports something now, and everything that follows is handled. */
  async hear(report: Pick<SupportReport, 'slo'> & Partial<SupportReport>): Promise<void> {
    const at = this.now();
    const { count = 1 } = report;
    const said = { report: 'ZD-1', stage: 'prod', at, count, ...report };
    await this.stack.report({ id: `${said.report}#${count}@${at}`, ...said });
    await this.stack.drain();
  }

  /** Somebody presses a button, of the newest message that has it unless one is named, and everything that follows is handled. */
  async press(action: string, { user = DANA, ...press }: Partial<Press> = {}): Promise<DoorAnswer> {
    const newestFirst = (await this.stack.vendors.conversations()).map(({ ts }) => ts).reverse();
    const ts = press.ts ?? (await this.stack.people.withButton(newestFirst, action)) ?? newestFirst[0] ?? '';
    const answer = await this.stack.people.press({ ...press, ts, action, user });
    await this.stack.drain();
    return answer;
  }

  /** Somebody fills in the form that was opened last, by its blocks, and everything that follows is handled. */
  async submit(values: Readonly<Record<string, string | readonly string[]>>, user = DANA): Promise<DoorAnswer> {
    const answer = await this.stack.people.submit(this.stack.vendors.views().at(-1) as OpenedView, values, user);
    await this.stack.drain();
    return answer;
  }

  /** What Slack showed to one person alone. */
  whispers(): string[] {
    return this.stack.vendors.ephemerals().map(({ text }) => text);
  }

  /** The event of a change; CloudWatch itself shows it at once. */
  event(slo: string, alarm: string, value: AlarmValue, previous: AlarmValue, at = this.#clock.now()): object {
    const alarmName = `slo/prod/${slo}/${alarm}`;
    const { account, region } = LOCAL_ENVIRONMENT;
    this.cloudwatch.set(alarmName, value, at);
    const timestamp = new Date(at).toISOString().replace('Z', '+0000');
    return {
      version: '0',
      id: `${alarmName}-${at}`,
      'detail-type': 'CloudWatch Alarm State Change',
      source: 'aws.cloudwatch',
      account,
      region,
      time: new Date(at).toISOString(),
      resources: [`arn:aws:cloudwatch:${region}:${account}:alarm:${alarmName}`],
      detail: {
        alarmName,
        state: { value, timestamp, reasonData: '{"recentDatapoints":[42]}' },
        previousState: { value: previous, timestamp },
      },
    };
  }

  /** The event of a deletion that happens now. */
  deletion(slo: string, alarm: string): object {
    const { detail, ...event } = this.event(slo, alarm, 'ALARM', 'OK') as { detail: { alarmName: string } };
    this.cloudwatch.remove(detail.alarmName);
    return {
      ...event,
      'detail-type': 'CloudWatch Alarm Configuration Change',
      detail: { alarmName: detail.alarmName, operation: 'delete' },
    };
  }

  now(): number {
    return this.#clock.now();
  }

  report(): Promise<LedgerReport> {
    return incidentsOf(this.stack, readObjectives(this.#assembly, { environment: LOCAL_ENVIRONMENT }));
  }

  /** Messages that functions logged. */
  messages(text: string): Readonly<Record<string, unknown>>[] {
    return this.log.flatMap(({ message }) => (message?.message === text ? [message] : []));
  }
}
