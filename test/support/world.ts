import type { Assembly } from '../../lib/assembly';
import { readObjectives } from '../../lib/assembly';
import { type Kills, LOCAL_ENVIRONMENT, LocalStack, type LogLine, VirtualClock } from '../../lib/local';
import { incidentsOf, type LedgerReport } from '../../lib/local/story/ledger-report';
import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import { FaultyProxy } from './faulty-proxy';
import { StubCloudWatch } from './stub-cloudwatch';

export const MINUTE = 60_000;
export const EVENING = Date.parse('2026-11-14T20:00:00Z');

/** The example estate on this computer with somebody else's hand on the network. */
export class World {
  readonly log: LogLine[] = [];
  readonly #assembly: Assembly;
  readonly #clock: VirtualClock;
  /** Hears every line beside the log. */
  onLog: (line: LogLine) => void = () => undefined;
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
      ...(kills === undefined ? {} : { kills }),
      onLog: (line) => {
        world.log.push(line);
        world.onLog(line);
      },
      between: async (urls) => {
        [world.slack, world.github] = [await FaultyProxy.start(urls.slack), await FaultyProxy.start(urls.github)];
        return { slack: world.slack.url, github: world.github.url };
      },
    });
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
