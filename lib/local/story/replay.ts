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
import type { Ticket } from '../ticket-systems';
import type { Conversation } from '../vendors';
import { VirtualClock } from '../virtual-clock';
import { canariesOf, isCanarySignal } from './canaries';
import type { LoadedStory } from './histories';
import { incidentsOf, type LedgerReport } from './ledger-report';
import { enrichedAfter, isWriteAt } from './measured';
import { Narrator } from './narrator';
import type { Pace } from './pace';
import { Scenes } from './scenes';
import { checkNames } from './story-names';
import { storySignals } from './story-signals';

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
  readonly tickets: readonly Ticket[];
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
  /** Real milliseconds from a signal to the first confirmed Slack edit with something that was found out; null when there was none. */
  readonly enrichedMs: number | null;
  /** Most megabytes that each function ever used; null where the system does not tell. */
  readonly memory: StoryDocument['memory'];
  /** What people could not do that the story says they do. */
  readonly failedDeeds: readonly string[];
}

/**
 * The SLOs that a story plays: nothing is known of those that it has no recording of.
 *
 * @throws Error for an assembly without SLOs, and for a story about something that the assembly does not have
 */
export function objectivesOf(assembly: Assembly, { story }: LoadedStory): Objective[] {
  const objectives = readObjectives(assembly, { environment: LOCAL_ENVIRONMENT });
  if (objectives.length === 0)
    throw new Error('the assembly has no SLOs: got none, allowed is at least one declared with Slo');
  checkNames(story, objectives);
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
  #scenes!: Scenes;
  #enrichedMs: number | null = null;
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
    const { assembly, loaded } = this.#props;
    const began = performance.now();
    const onLog = (line: LogLine) => this.#log.push(line);
    this.#stack = await LocalStack.start({
      assembly,
      clock: this.clock,
      cloudwatch: this.cloudwatch,
      signals: storySignals(loaded, this.objectives, this.cloudwatch),
      onLog,
    });
    this.#scenes = new Scenes(this.#stack, loaded, this.objectives, this.#narrator);
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
      if (evening && this.#scenes.isDue(minute)) await pace?.next(signal);
      if (signal.aborted) break;
      const transitions = this.cloudwatch.evaluate(time);
      timers ||= evening || transitions.some(({ value }) => value === 'ALARM');
      if (performance.now() - breath > BREATH_MS) {
        await setImmediate();
        breath = performance.now();
        if (!evening) onMinute?.(time);
      }
      const due = timers && (!evening || this.#scenes.isDue(minute));
      if (transitions.length === 0 && !due) continue;
      await this.stack.setTime(time);
      if (evening) this.#narrator.minute(minute);
      slackMs.push(...(await this.#minute(minute, transitions, due)));
      if (evening) onMinute?.(time);
    }
    const report = await incidentsOf(this.stack, this.objectives);
    return {
      ...report,
      signals: this.#signals(),
      canaries: canariesOf(this.#log),
      slackMs,
      enrichedMs: this.#enrichedMs,
      memory: this.stack.peakMemory(),
      failedDeeds: this.#scenes.failed,
    };
  }

  async stop(): Promise<void> {
    await this.#stack?.stop();
  }

  async #minute(minute: number, transitions: readonly Transition[], timers: boolean): Promise<number[]> {
    const from = this.#log.length;
    const began = performance.now();
    for (const transition of transitions) {
      this.#narrator.transition(transition);
      await this.stack.putEvent(
        stateChangeEvent(transition, this.cloudwatch.describe(transition.alarmName).definition),
      );
    }
    await this.#scenes.report(minute);
    if (transitions.length > 0 || this.#scenes.happens(minute)) await this.stack.drain();
    if (timers) await this.stack.tick();
    await this.stack.drain();
    await this.#scenes.act(minute);
    const lines = this.#log.slice(from);
    this.#narrator.failed(lines, this.clock.now());
    const told = this.stack.targets.flatMap(({ name, canary }) => (canary ? [] : [name]));
    if (lines.some((line) => isWriteAt(line, told))) await this.#tell();
    this.#enrichedMs ??= enrichedAfter(lines, this.stack.slackTargets, began) ?? null;
    return lines.filter((line) => isWriteAt(line, this.stack.slackTargets)).map(({ realMs }) => realMs - began);
  }

  async #tell(): Promise<void> {
    const { vendors } = this.stack;
    const [conversations, tickets] = await Promise.all([vendors.conversations(), vendors.tickets()]);
    const { incidents } = await incidentsOf(this.stack, this.objectives);
    const told = { incidents, conversations, tickets };
    this.#narrator.heard(told, this.clock.now());
    this.#props.onTold?.(told);
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
