import type { Objective } from '../../assembly';
import { BUDGET_EXHAUSTED, BUDGET_WARNING, EVIDENCE, NO_DATA, parseAlarmName } from '../../model/names';
import { goalInWords, intervalInWords } from '../../model/wording/promise';
import { durationInWords } from '../../model/wording/words';
import { type RequestSeries, timeOf } from '../../simulate';
import type { LoadedStory } from '../story/histories';
import type { Replay, Told } from '../story/replay';
import { alarmAt } from './fold';
import type { AlarmLine, Budget, IncidentView, ObjectiveFacts, Sample, StoryFacts, TierFacts } from './state';

/** So much is drawn of the time before the evening. */
const BEFORE_MINUTES = 60;
/** The share of good requests is taken over so many minutes: one minute has too few requests to say a percentage. */
const GOOD_MINUTES = 5;
const DAY_MINUTES = 1440;

/** Reads off a replay what the page draws and says about it. */
export class Figures {
  readonly #loaded: LoadedStory;
  readonly #replay: Pick<Replay, 'cloudwatch' | 'objectives'>;
  /** Those that the story is about; an estate may have others. */
  readonly #objectives: readonly Objective[];

  constructor(loaded: LoadedStory, replay: Pick<Replay, 'cloudwatch' | 'objectives'>) {
    this.#loaded = loaded;
    this.#replay = replay;
    this.#objectives = replay.objectives.filter(({ entry }) => loaded.series.has(entry.slo));
  }

  story(): StoryFacts {
    const { story, recordedMinutes, repeated, eveningStartMinute, endMinute } = this.#loaded;
    return {
      title: story.title,
      timeZone: story.timeZone,
      from: timeOf(eveningStartMinute - BEFORE_MINUTES),
      evening: timeOf(eveningStartMinute),
      to: timeOf(endMinute),
      madeOf:
        `Recorded from a real shop under load: an ordinary stretch of ${durationInWords(timeOf(recordedMinutes.ordinary))} and ` +
        `an evening of ${durationInWords(timeOf(recordedMinutes.evening))}. The ordinary stretch stands ${repeated} times before the evening.`,
    };
  }

  objectives(): ObjectiveFacts[] {
    return this.#objectives.map(({ entry }) => ({
      slo: entry.slo,
      promise: entry.promise,
      goal: entry.attainmentGoal,
      days: daysOf(entry.interval),
      promised: goalInWords(entry),
      interval: intervalInWords(entry.interval),
      tiers: entry.tiers.map((tier) => ({
        alarm: tier.alarm,
        urgency: tier.urgency,
        threshold: tier.threshold,
        longMinutes: tier.longMinutes,
        meaning: tierInWords(tier),
      })),
    }));
  }

  /** The time before the evening. */
  past(): Sample[] {
    const from = this.#loaded.eveningStartMinute - BEFORE_MINUTES;
    return Array.from({ length: BEFORE_MINUTES + 1 }, (_, minute) => this.sample(timeOf(from + minute)));
  }

  sample(at: number): Sample {
    const { cloudwatch } = this.#replay;
    return {
      at,
      objectives: this.#objectives.map(({ entry, objectiveName }) => ({
        good: goodPercent(this.#loaded.series.get(entry.slo)!, at / timeOf(1)),
        burns: entry.tiers.map(({ longMinutes, shortMinutes }) => {
          const burns = [longMinutes, shortMinutes].map((window) => cloudwatch.burn(objectiveName, window, at));
          return burns.includes(undefined) ? null : Math.min(...(burns as number[]));
        }),
      })),
    };
  }

  budgets(at: number): Budget[] {
    return this.#objectives.map(({ entry, objectiveName }) => {
      const { usedFraction, remaining } = this.#replay.cloudwatch.budget(objectiveName, at);
      const left = 1 - usedFraction;
      return { left, words: budgetInWords(left, remaining, intervalInWords(entry.interval)) };
    });
  }

  /** Alarms of the story, tiers first, as they are now. */
  alarms(): AlarmLine[] {
    const from = timeOf(this.#loaded.eveningStartMinute - BEFORE_MINUTES);
    return this.#objectives.flatMap(({ entry, alarms }) =>
      alarms.flatMap(({ name }) => {
        const parts = parseAlarmName(name);
        if (parts === undefined) return [];
        const { alarm } = parts;
        const tier = entry.tiers.find((candidate) => candidate.alarm === alarm);
        const meaning = tier === undefined ? (MEANINGS[alarm] ?? '') : tierInWords(tier);
        const line = { name, slo: entry.slo, alarm, meaning, reason: '', spells: [] };
        const state = this.#replay.cloudwatch.state(name);
        // A new alarm knows nothing yet, which is no news.
        return [state.value === 'ALARM' ? alarmAt(line, state, from) : line];
      }),
    );
  }

  alarmStates() {
    const { cloudwatch } = this.#replay;
    const names = this.#objectives.flatMap(({ alarms }) => alarms.map(({ name }) => name));
    return new Map(names.map((name) => [name, cloudwatch.state(name)]));
  }

  /** Incidents of the story's services, each with what stands about it at its targets. */
  incidents({ incidents, conversations, issues }: Told): IncidentView[] {
    const services = new Set(this.#objectives.map(({ entry }) => entry.service));
    return incidents
      .filter(({ group }) => services.has(group.service))
      .map(({ id, status, severity, members, pages, openedAt, mitigatedAt, resolvedAt, targets }) => {
        const target = (ref: string) => targets.find((candidate) => candidate.ref === ref)?.name;
        return {
          id,
          status,
          severity,
          members,
          pages,
          openedAt: Date.parse(openedAt),
          ...(mitigatedAt === undefined ? {} : { mitigatedAt: Date.parse(mitigatedAt) }),
          ...(resolvedAt === undefined ? {} : { resolvedAt: Date.parse(resolvedAt) }),
          conversations: conversations.flatMap((conversation) => {
            const name = target(`${conversation.channel}:${conversation.ts}`);
            return name === undefined ? [] : [{ ...conversation, target: name }];
          }),
          tickets: issues.flatMap((issue) => {
            const name = target(issue.url);
            return name === undefined ? [] : [{ ...issue, target: name }];
          }),
        };
      });
  }
}

const MEANINGS: Readonly<Record<string, string>> = {
  [EVIDENCE]: 'fires when requests failed in 4 of 60 minutes',
  [NO_DATA]: 'fires when no request arrives',
  [BUDGET_WARNING]: 'fires when little of the error budget is left',
  [BUDGET_EXHAUSTED]: 'fires when the error budget is used up',
};

/** `wakes someone above 13.44 over 1 h and 5 min` */
function tierInWords({
  longMinutes,
  shortMinutes,
  threshold,
  urgency,
}: Omit<TierFacts, 'meaning' | 'alarm'> & { shortMinutes: number }): string {
  const windows = `over ${windowInWords(longMinutes)} and ${windowInWords(shortMinutes)}`;
  return `${urgency === 'page' ? 'wakes someone' : 'files a ticket'} above ${decimal(threshold)} ${windows}`;
}

function windowInWords(minutes: number): string {
  if (minutes % DAY_MINUTES !== 0) return durationInWords(timeOf(minutes));
  return minutes === DAY_MINUTES ? '1 day' : `${minutes / DAY_MINUTES} days`;
}

/** `55 % of the error budget for 28 days is left: 412 more requests may fail.` */
export function budgetInWords(left: number, remaining: number, interval: string): string {
  const budget = `the error budget for ${interval}`;
  if (!Number.isFinite(left)) return `No request yet, so ${budget} is untouched.`;
  const requests = Math.floor(Math.abs(remaining));
  if (left < 0) return `${capital(budget)} is used up: ${many(requests)} failed than the goal allows.`;
  return `${(left * 100).toFixed(0)} % of ${budget} is left: ${many(requests)} may fail.`;
}

function many(requests: number): string {
  return `${requests} more request${requests === 1 ? '' : 's'}`;
}

function daysOf(interval: Objective['entry']['interval']): number {
  return interval.kind === 'rolling' ? interval.days : interval.months * 30;
}

/** As readable at a minute: the last one that counts is the one before. */
function goodPercent({ startMinute, good, total }: RequestSeries, minute: number): number | null {
  let [sumGood, sumTotal] = [0, 0];
  for (let at = minute - GOOD_MINUTES; at < minute; at += 1) {
    sumGood += good[at - startMinute] || 0;
    sumTotal += total[at - startMinute] || 0;
  }
  return sumTotal === 0 ? null : (100 * sumGood) / sumTotal;
}

function decimal(value: number): string {
  return value.toFixed(3).replace(/\.?0+$/, '');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
