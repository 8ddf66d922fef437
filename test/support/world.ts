import type { Assembly } from '../../lib/assembly';
import { readObjectives } from '../../lib/assembly';
import { type CloudWatchPort, LOCAL_ENVIRONMENT, LocalStack, type LogLine, VirtualClock } from '../../lib/local';
import { incidentsOf, type LedgerReport } from '../../lib/local/story/ledger-report';
import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import { FaultyProxy } from './faulty-proxy';

export const MINUTE = 60_000;
export const EVENING = Date.parse('2026-11-14T20:00:00Z');

/** Plenty of requests, none bad: what timers ask CloudWatch. */
const BUSY: CloudWatchPort = {
  metricData: (queries, start) =>
    queries
      .filter(({ returnData }) => returnData)
      .map(({ id }) => ({ id, label: id, timestamps: [start], values: [600] })),
};

/** The example estate on this computer with somebody else's hand on the network. */
export class World {
  readonly log: LogLine[] = [];
  readonly #assembly: Assembly;
  readonly #clock: VirtualClock;
  readonly #cloudwatch: CloudWatchPort;
  stack!: LocalStack;
  slack!: FaultyProxy;
  github!: FaultyProxy;

  private constructor(assembly: Assembly, cloudwatch: CloudWatchPort) {
    this.#assembly = assembly;
    this.#cloudwatch = cloudwatch;
    this.#clock = new VirtualClock(EVENING);
  }

  /** @param cloudwatch whoever answers for CloudWatch; by default plenty of requests, and test alarms that go nowhere */
  static async start(assembly: Assembly, cloudwatch = BUSY): Promise<World> {
    const world = new World(assembly, cloudwatch);
    world.stack = await LocalStack.start({
      assembly,
      clock: world.#clock,
      cloudwatch: world.#cloudwatch,
      onLog: (line) => world.log.push(line),
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

  /** Lets so many minutes pass, with timers and queues every minute, or in greater steps where nothing happens between. */
  async pass(minutes: number, step = 1): Promise<void> {
    for (let minute = 0; minute < minutes; minute += step) {
      await this.stack.setTime(this.#clock.now() + step * MINUTE);
      await this.stack.tick();
      await this.stack.drain();
    }
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

  event(slo: string, alarm: string, value: AlarmValue, previous: AlarmValue, at = this.#clock.now()): object {
    const alarmName = `slo/prod/${slo}/${alarm}`;
    const { account, region } = LOCAL_ENVIRONMENT;
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
