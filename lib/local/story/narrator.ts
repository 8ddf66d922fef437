import type { Objective } from '../../assembly';
import type { Story } from '../../model/contracts/story';
import type { StoryPerson } from '../../model/contracts/story-person';
import { BUDGET_EXHAUSTED, BUDGET_WARNING, CANARY, EVIDENCE, NO_DATA, parseAlarmName } from '../../model/names';
import type { TimelineEntry } from '../../render/timeline';
import { type Transition, timeOf } from '../../simulate';
import type { LogLine } from '../lambda/function-process';
import type { Ephemeral } from '../slack-edge';
import type { Conversation } from '../vendors';
import { deedInWords } from './deeds';
import type { LoadedStory } from './histories';
import type { LedgerReport } from './ledger-report';
import type { Told } from './replay';

/** Tells a story in sentences: what happened in the shop, what fired and why, what was said to whom. */
export class Narrator {
  readonly #loaded: LoadedStory;
  readonly #objectives: readonly Objective[];
  readonly #tell: (entry: TimelineEntry) => void;
  readonly #said = new Set<string>();
  #whispers = 0;

  constructor(loaded: LoadedStory, objectives: readonly Objective[], tell: (entry: TimelineEntry) => void) {
    this.#loaded = loaded;
    this.#objectives = objectives;
    this.#tell = tell;
  }

  /** What the people who recorded the evening know of this minute. */
  minute(minute: number): void {
    const { story, eveningStartMinute } = this.#loaded;
    for (const { minute: at, what } of story.happened) {
      if (eveningStartMinute + at === minute) this.#tell({ at: timeOf(minute), kind: 'shop', text: what });
    }
    for (const { minute: at, service, kind, name } of story.changes) {
      const text = `${kind === 'DEPLOYMENT' ? 'deployment' : 'change of configuration'} of ${service}: ${name}`;
      if (eveningStartMinute + at === minute) this.#tell({ at: timeOf(minute), kind: 'shop', text });
    }
  }

  /** Support speaks up. */
  reported({ slo, report, count }: Story['reports'][number], at: number): void {
    const customers = count === 1 ? 'a customer' : `${count} customers by now`;
    this.#tell({ at, kind: 'shop', text: `support hears of ${slo} from ${customers} (${report})` });
  }

  /** A person acts, with what came of it where that is not what the story says. */
  acts(person: StoryPerson, at: number, failed?: string): void {
    // Where several go on, which one is meant is said.
    const which = person.incident === undefined ? '' : `${person.incident}: `;
    const text = `${which}${person.who} ${deedInWords(person)}`;
    this.#tell({ at, kind: 'incident', text: failed === undefined ? text : `${text}, and cannot: ${failed}` });
  }

  /** What Slack showed to one person since the last time. */
  whispered(ephemerals: readonly Ephemeral[]): void {
    for (const { text, at } of ephemerals.slice(this.#whispers))
      this.#tell({ at, kind: 'said', text: plain(`Slack, to that person alone: ${text}`) });
    this.#whispers = ephemerals.length;
  }

  transition({ alarmName, value, at, reasonData }: Transition): void {
    const name = parseAlarmName(alarmName);
    if (name === undefined || value === 'INSUFFICIENT_DATA' || at < timeOf(this.#loaded.eveningStartMinute)) return;
    const { slo, alarm } = name;
    if (alarm === CANARY) return;
    const tier = this.#objectives
      .find(({ entry }) => entry.slo === slo)
      ?.entry.tiers.find((candidate) => candidate.alarm === alarm);
    const clear = `${alarm} of ${slo} is clear`;
    if (value === 'OK') {
      this.#tell({ at, kind: 'alarm', text: clear });
      return;
    }
    const reading = (JSON.parse(reasonData) as { recentDatapoints?: number[] }).recentDatapoints?.at(-1);
    const why = WHY[alarm] ?? passedInWords(reading ?? 0, tier?.threshold ?? 0);
    this.#tell({ at, kind: 'alarm', text: `${alarm} of ${slo} fires: ${why}` });
  }

  failed(lines: readonly LogLine[], at: number): void {
    for (const { functionName, message } of lines) {
      if (message?.message === 'invocation failed')
        this.#tell({ at, kind: 'alarm', text: `${functionName}: ${String(message.why)}` });
    }
  }

  /** What was said since the last time, in the words that stand at the other side. */
  heard({ incidents, conversations, tickets }: Told, at: number): void {
    for (const conversation of conversations) {
      const { ts, text, replies } = conversation;
      const [title = ''] = text.split('\n');
      const { place, about } = whereabouts(conversation, incidents);
      const first = !this.#said.has(`Slack ${ts}`);
      this.#say(at, `Slack ${ts}`, title, first ? `${place}: ${text}` : `${place}, edited: ${title}`);
      this.#said.add(`Slack ${ts}`);
      for (const [index, reply] of replies.entries())
        this.#say(at, `Slack ${ts} ${index}`, reply, `${place}, thread${about}: ${reply}`);
    }
    for (const { system, target, id, name, title, state } of tickets)
      this.#say(at, `${target} ${id}`, `${state} ${title}`, `${system} ${name} (${state}): ${title}`);
  }

  /** Once per place and content: an edit that changes no headline is no news. */
  #say(at: number, where: string, content: string, text: string): void {
    const key = `${where}\u0000${content}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.#tell({ at, kind: 'said', text: plain(text) });
  }
}

const WHY: Readonly<Record<string, string>> = {
  [EVIDENCE]: 'requests failed in 4 of 60 minutes',
  [NO_DATA]: 'no request was counted',
  [BUDGET_WARNING]: 'little of the error budget is left',
  [BUDGET_EXHAUSTED]: 'the error budget is used up',
};

/** With as many digits as it takes to see that it is above the threshold. */
function passedInWords(burnRate: number, threshold: number): string {
  const digits = [burnRate < 10 ? 1 : 0, 1, 2].find((few) => Number(burnRate.toFixed(few)) > threshold) ?? 3;
  return `the error budget is used ${burnRate.toFixed(digits)} times as fast as the goal allows (fires above ${threshold.toFixed(3).replace(/\.?0+$/, '')})`;
}

/** The channel in which a message stands, and the service that it is about. */
function whereabouts({ channel, ts }: Conversation, incidents: LedgerReport['incidents']) {
  for (const { group, targets } of incidents) {
    const target = targets.find(({ ref }) => ref === `${channel}:${ts}`);
    if (target !== undefined) return { place: `Slack #${target.name}`, about: ` about ${group.service}` };
  }
  return { place: 'Slack', about: '' };
}

/** Slack's three entities, for a terminal. */
function plain(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
