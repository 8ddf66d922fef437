import type { MuteRuleDefinition } from '../assembly';
import { momentsOfOnce } from '../model/calendar/exclusion-windows';
import { atExpression, lastMoment, quoted } from '../model/schedule';
import { type Beginnings, cronBeginnings, notBefore, onceAt } from './beginnings';
import { MINUTE_MS } from './minutes';

/** One mute rule over time. Each window is open from its beginning (inclusive) to its end (exclusive). */
export class MuteRule {
  readonly #beginnings: Beginnings;
  readonly #lasts: number;
  readonly #expiresAt: number;
  /** The answer that was given last and the stretch of time in which it holds: most questions come minute by minute. */
  #known = { from: 0, to: 0, active: false };

  /** @throws RangeError for a schedule that is not simulated */
  constructor(readonly definition: MuteRuleDefinition) {
    const { minutes, startsAt = Number.NEGATIVE_INFINITY, expiresAt = Number.POSITIVE_INFINITY } = definition;
    this.#beginnings = notBefore(startsAt, beginningsOf(definition));
    this.#lasts = minutes * MINUTE_MS;
    this.#expiresAt = expiresAt;
  }

  /** Whether a window is open. @param time epoch milliseconds */
  isActive(time: number): boolean {
    if (time < this.#known.from || time >= this.#known.to) this.#known = this.#around(time);
    return this.#known.active;
  }

  #around(time: number) {
    if (time >= this.#expiresAt) return { from: this.#expiresAt, to: Number.POSITIVE_INFINITY, active: false };
    // The window that is open now, if one is, is the first to begin within its duration before now.
    const begun = this.#beginnings(time - this.#lasts) ?? Number.POSITIVE_INFINITY;
    const active = begun <= time;
    return {
      from: active ? begun : time,
      to: Math.min(active ? begun + this.#lasts : begun, this.#expiresAt),
      active,
    };
  }
}

/** The mute rules of one account and region. Muted alarms change their states all the same. */
export class MuteRules {
  readonly #byAlarm = new Map<string, MuteRule[]>();

  /** @throws RangeError for a schedule that is not simulated */
  constructor(definitions: readonly MuteRuleDefinition[]) {
    for (const definition of definitions) {
      const rule = new MuteRule(definition);
      for (const name of definition.alarmNames) {
        const its = this.#byAlarm.get(name);
        if (its === undefined) this.#byAlarm.set(name, [rule]);
        else its.push(rule);
      }
    }
  }

  /** @param time epoch milliseconds */
  isMuted(alarmName: string, time: number): boolean {
    return this.#byAlarm.get(alarmName)?.some((rule) => rule.isActive(time)) ?? false;
  }
}

function beginningsOf({ name, expression, timeZone }: MuteRuleDefinition): Beginnings {
  const once = atExpression(expression);
  // A time that clocks show twice is the first of them, one that they leave out is meant as if they had not changed yet [inferred].
  if (once !== undefined) return onceAt(momentsOfOnce(timeZone, once.local)[0] ?? lastMoment(once.local, timeZone));
  try {
    return cronBeginnings(/^cron\((.*)\)$/.exec(expression)?.[1] ?? '', { timeZone });
  } catch {
    const allowed =
      'are at(yyyy-mm-ddThh:mm) and cron(...) of five fields with values, names, lists, steps and ranges that ascend';
    throw new RangeError(`mute rule "${name}": schedule: got ${quoted(expression)}, allowed ${allowed}`);
  }
}
