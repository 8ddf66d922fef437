import { setImmediate } from 'node:timers/promises';
import { type Assembly, type Objective, readAlarms, readComposites, readObjectives } from '../../assembly';
import type { StoryDocument } from '../../model/contracts/documents';
import { CANARY, parseAlarmName } from '../../model/names';
import type { TimelineEntry } from '../../render/timeline';
import {
  SimulatedCloudWatch as CloudWatch,
  evaluableComposites,
  type SimulatedCloudWatch,
  stateChangeEvent,
  type Transition,
  timeOf,
} from '../../simulate';
import type { LogLine } from '../lambda/function-process';
import { LOCAL_ENVIRONMENT } from '../ports';
import { LocalStack } from '../stack';
import type { Conversation, Issue } from '../vendors';
import { VirtualClock } from '../virtual-clock';
import { canariesOf, isCanarySignal } from './canaries';
import type { LoadedStory } from './histories';
import { incidentsOf, type LedgerReport } from './ledger-report';
import { Narrator } from './narrator';
import type { Pace } from './pace';

/** The weeks before the evening are computed in one go; whoever else lives in this process gets a turn so often. */
const BREATH_MS = 15;

export interface ReplayProps {
  readonly assembly: Assembly;
  readonly loaded: LoadedStory;
  /** What happens, as it happens. */
  readonly onEntry: (entry: TimelineEntry) => void;
  /** A minute is over, with everything that follows from it; of the time before the evening only now and then one. */
  readonly onMinute?: (time: number) => void;
  /** Something was written at a target. */
  readonly onTold?: (told: Told) => void;
  /** How fast the minutes of the evening follow each other. @default - as fast as they can be handled */
  readonly pace?: Pace;
  /** Ends the replay early. */
  readonly signal: AbortSignal;
}

/** Incidents with what stands about them at the other side. */
export interface Told {
  readonly incidents: LedgerReport['incidents'];
  readonly conversations: readonly Conversation[];
  readonly issues: readonly Issue[];
}

export interface Replay {
  readonly stack: LocalStack;
  readonly objectives: readonly Objective[];
  readonly cloudwatch: SimulatedCloudWatch;
  readonly clock: VirtualClock;
  readonly upMs: number;
}

export interface Played {
  readonly incidents: LedgerReport['incidents'];
  readonly deliveries: LedgerReport['deliveries'];
  readonly signals: { readonly received: number; readonly duplicates: number };
  readonly canaries: StoryDocument['canaries'];
  /** Real milliseconds from a signal to each confirmed Slack write that it caused. */
  readonly slackMs: readonly number[];
}

/**
 * The SLOs that a story plays: nothing is known of those that it has no recording of.
 *
 * @throws Error for an assembly without SLOs, and for a story about SLOs that the assembly does not have
 */
export function objectivesOf(assembly: Assembly, { story }: LoadedStory): Objective[] {
  const objectives = readObjectives(assembly, { environment: LOCAL_ENVIRONMENT });
  const names = objectives.map(({ entry }) => entry.slo);
  if (names.length === 0)
    throw new Error('the assembly has no SLOs: got none, allowed is at least one declared with Slo');
  for (const slo of Object.keys(story.recordings)) {
    if (!names.includes(slo))
      throw new Error(`story ${story.name}: recordings: got "${slo}", allowed are ${names.join(', ')}`);
  }
  return objectives.filter(({ entry }) => story.recordings[entry.slo] !== undefined);
}

/**
 * Plays a story: every minute of it is evaluated, changes of alarms go through the template's rule, queues, bundles and targets, and
 * nothing moves on before everything that follows from a minute has been handled.
 */
export class StoryReplay implements Replay {
  readonly objectives: readonly Objective[];
  readonly cloudwatch: SimulatedCloudWatch;
  readonly clock: VirtualClock;
  readonly #props: ReplayProps;
  readonly #log: LogLine[] = [];
  readonly #narrator: Narrator;
  #stack: LocalStack | undefined;
  upMs = 0;

  constructor(props: ReplayProps) {
    this.#props = props;
    const { loaded, assembly } = props;
    this.objectives = objectivesOf(assembly, loaded);
    const series = [...loaded.series].map(([slo, requests]) => [this.#objective(slo).objectiveName, requests] as const);
    const canaries = readAlarms(assembly, { environment: LOCAL_ENVIRONMENT }).filter(
      ({ name }) => parseAlarmName(name)?.alarm === CANARY,
    );
    const alarms = [...this.objectives.flatMap((objective) => objective.alarms), ...canaries];
    const composites = evaluableComposites(
      readComposites(assembly, { environment: LOCAL_ENVIRONMENT }),
      alarms.flatMap(({ name, arn }) => [name, arn]),
    );
    this.cloudwatch = new CloudWatch({ objectives: this.objectives, alarms, composites, series: new Map(series) });
    const start = Math.min(...[...loaded.series.values()].map(({ startMinute }) => startMinute));
    this.clock = new VirtualClock(timeOf(start));
    this.#narrator = new Narrator(loaded, this.objectives, props.onEntry);
  }

  get stack(): LocalStack {
    if (this.#stack === undefined) throw new Error('the local stack is not up');
    return this.#stack;
  }

  async up(): Promise<void> {
    const { assembly } = this.#props;
    const began = performance.now();
    const onLog = (line: LogLine) => this.#log.push(line);
    this.#stack = await LocalStack.start({
      assembly,
      clock: this.clock,
      cloudwatch: this.cloudwatch,
      onLog,
    });
    this.upMs = Math.round(performance.now() - began);
  }

  async play(): Promise<Played> {
    const { loaded, signal, pace, onMinute } = this.#props;
    const first = this.clock.now() / 60_000;
    const slackMs: number[] = [];
    // Before the evening only changes of alarms matter; timers run from the first breach on.
    let timers = false;
    let breath = performance.now();
    for (let minute = first + 1; minute <= loaded.endMinute; minute += 1) {
      const time = timeOf(minute);
      const evening = minute > loaded.eveningStartMinute;
      if (evening) await pace?.next(signal);
      if (signal.aborted) break;
      const transitions = this.cloudwatch.evaluate(time);
      timers ||= evening || transitions.some(({ value }) => value === 'ALARM');
      if (performance.now() - breath > BREATH_MS) {
        await setImmediate();
        breath = performance.now();
        if (!evening) onMinute?.(time);
      }
      if (transitions.length === 0 && !timers) continue;
      await this.stack.setTime(time);
      if (evening) this.#narrator.minute(minute);
      slackMs.push(...(await this.#minute(transitions, timers)));
      if (evening) onMinute?.(time);
    }
    const report = await incidentsOf(this.stack, this.objectives);
    return { ...report, signals: this.#signals(), canaries: canariesOf(this.#log), slackMs };
  }

  async stop(): Promise<void> {
    await this.#stack?.stop();
  }

  async #minute(transitions: readonly Transition[], timers: boolean): Promise<number[]> {
    const from = this.#log.length;
    const began = performance.now();
    for (const transition of transitions) {
      this.#narrator.transition(transition);
      await this.stack.putEvent(
        stateChangeEvent(transition, this.cloudwatch.describe(transition.alarmName).definition),
      );
    }
    if (transitions.length > 0) await this.stack.drain();
    if (timers) await this.stack.tick();
    await this.stack.drain();
    const lines = this.#log.slice(from);
    this.#narrator.failed(lines, this.clock.now());
    const told = this.stack.targets.flatMap(({ name, canary }) => (canary ? [] : [name]));
    if (lines.some((line) => isWriteAt(line, told))) await this.#tell();
    return lines.filter((line) => isWriteAt(line, this.stack.slackTargets)).map(({ realMs }) => realMs - began);
  }

  async #tell(): Promise<void> {
    const { vendors } = this.stack;
    const [conversations, issues] = await Promise.all([vendors.conversations(), vendors.issues()]);
    this.#narrator.heard(conversations, issues, this.clock.now());
    if (this.#props.onTold === undefined) return;
    const { incidents } = await incidentsOf(this.stack, this.objectives);
    this.#props.onTold({ incidents, conversations, issues });
  }

  #signals(): Played['signals'] {
    const recorded = this.#log.filter(
      ({ message }) => message?.message === 'signal recorded' && !isCanarySignal(message),
    );
    return {
      received: recorded.length,
      duplicates: recorded.filter(({ message }) => message?.duplicate === true).length,
    };
  }

  #objective(slo: string): Objective {
    return this.objectives.find(({ entry }) => entry.slo === slo)!;
  }
}

function isWriteAt({ message }: LogLine, targets: readonly string[]): boolean {
  const writes = message?.writes;
  return (
    message?.message === 'delivered' &&
    targets.includes(String(message.target)) &&
    Array.isArray(writes) &&
    writes.length > 0
  );
}
