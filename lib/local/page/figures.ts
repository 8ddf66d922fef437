import type { Objective } from '../../assembly';
import { parseAlarmName } from '../../model/names';
import { intervalInWords } from '../../model/wording/promise';
import { durationInWords } from '../../model/wording/words';
import { alarmInWords, budgetInWords, type ObjectiveFacts, objectiveFacts } from '../../report/objective-facts';
import { goodPercent, tierBurn } from '../../report/readings';
import { timeOf } from '../../simulate';
import type { LoadedStory } from '../story/histories';
import type { Replay, Told } from '../story/replay';
import { alarmAt } from './fold';
import type { AlarmLine, Budget, IncidentView, Sample, StoryFacts } from './state';

/** So much is drawn of the time before the evening. */
const BEFORE_MINUTES = 60;

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
        `${story.invented ?? 'Recorded from a real shop under load.'} There is an ordinary stretch of ${durationInWords(timeOf(recordedMinutes.ordinary))} and ` +
        `an evening of ${durationInWords(timeOf(recordedMinutes.evening))}. The ordinary stretch stands ${repeated} times before it.`,
    };
  }

  objectives(): ObjectiveFacts[] {
    return this.#objectives.map(({ entry }) => objectiveFacts(entry));
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
        burns: entry.tiers.map((tier) => tierBurn(cloudwatch, objectiveName, tier, at)),
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
        const meaning = alarmInWords(entry, alarm);
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

  /**
   * Incidents of the story's services, each with what stands about it at its targets: in the order of the targets as declared,
   * because channels are told side by side and whichever hears first changes from one evening to the next.
   */
  incidents({ incidents, conversations, tickets }: Told): IncidentView[] {
    const services = new Set(this.#objectives.map(({ entry }) => entry.service));
    return incidents
      .filter(({ group }) => services.has(group.service))
      .map((incident) => {
        const { id, group, status, state, severity, members, pages, deeds, targets } = incident;
        return {
          id,
          service: group.segment === undefined ? group.service : `${group.service} (${group.segment})`,
          status,
          state,
          severity,
          members,
          pages,
          ...moments(incident),
          ...repeat(incident),
          deeds: deeds.map(({ at, by, did }) => ({ at: Date.parse(at), by, did })),
          conversations: targets.flatMap(({ name, ref }) =>
            conversations
              .filter(({ channel, ts }) => ref === `${channel}:${ts}`)
              .map((conversation) => ({ ...conversation, target: name })),
          ),
          tickets: targets.flatMap(({ name, id }) =>
            tickets.filter((ticket) => ticket.target === name && ticket.id === id),
          ),
        };
      });
  }
}

function moments({ openedAt, acknowledgedAt, mitigatedAt, resolvedAt }: Told['incidents'][number]) {
  const later = Object.entries({ acknowledgedAt, mitigatedAt, resolvedAt });
  const known = later.flatMap(([name, at]) => (at === undefined ? [] : [[name, Date.parse(at)]]));
  return { openedAt: Date.parse(openedAt), ...(Object.fromEntries(known) as Partial<IncidentView>) };
}

function repeat({ repeatOf, possibleRepeatOf }: Told['incidents'][number]): Pick<IncidentView, 'repeat'> {
  const of = repeatOf ?? possibleRepeatOf;
  return of === undefined ? {} : { repeat: { of, possible: repeatOf === undefined } };
}
