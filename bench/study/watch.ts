import type { Objective } from '../../lib/assembly';
import { type Recording, SimulatedCloudWatch, type Transition, timeOf } from '../../lib/simulate';
import type { Policy, Verdict } from './policy';

export interface Told {
  /** How often somebody was woken. */
  readonly pages: number;
  readonly tickets: number;
}

/**
 * Policies side by side over one history, minute by minute. They share CloudWatch and hear of their own alarms only, so each decides as
 * it would alone.
 */
export class Watch {
  readonly #cloudwatch: SimulatedCloudWatch;
  readonly #listeners: readonly { readonly alarms: ReadonlySet<string>; readonly verdict: Verdict }[];

  constructor(policies: readonly Policy[], objective: Objective, history: Recording) {
    const alarms = new Map(policies.flatMap((policy) => policy.alarms.map((alarm) => [alarm.name, alarm])));
    this.#cloudwatch = new SimulatedCloudWatch({
      objectives: [objective],
      alarms: [...alarms.values()],
      composites: [],
      series: new Map([[objective.objectiveName, history]]),
    });
    this.#listeners = policies.map((policy) => ({
      alarms: new Set(policy.alarms.map(({ name }) => name)),
      verdict: policy.verdict(this.#cloudwatch),
    }));
  }

  /** @param minute since the epoch, later than the one before */
  step(minute: number): readonly Transition[] {
    const time = timeOf(minute);
    const changes = this.#cloudwatch.evaluate(time);
    for (const { alarms, verdict } of this.#listeners) {
      for (const change of changes) if (alarms.has(change.alarmName)) verdict.receive(change);
      verdict.tick(time);
    }
    return changes;
  }

  /** Steps from a minute (inclusive) to another (exclusive). */
  run(from: number, to: number): Transition[] {
    const changes: Transition[] = [];
    for (let minute = from; minute < to; minute += 1) changes.push(...this.step(minute));
    return changes;
  }

  /** So far, by policy. */
  told(): Told[] {
    return this.#listeners.map(({ verdict }) => {
      const calls = verdict.calls();
      const pages = calls.filter(({ urgency }) => urgency === 'page').length;
      return { pages, tickets: calls.length - pages };
    });
  }
}

/** What was told between two moments, by policy. */
export function since(before: readonly Told[], after: readonly Told[]): Told[] {
  return after.map(({ pages, tickets }, at) => ({
    pages: pages - before[at]!.pages,
    tickets: tickets - before[at]!.tickets,
  }));
}
