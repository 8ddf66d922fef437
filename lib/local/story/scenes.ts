import type { Objective } from '../../assembly';
import { timeOf } from '../../simulate';
import type { LocalStack } from '../stack';
import { Cast } from './cast';
import type { LoadedStory } from './histories';
import { incidentsOf } from './ledger-report';
import type { Narrator } from './narrator';

/** What happens in a story beside its recordings: support reports, people act, weeks pass. Minutes are those of the clock. */
export class Scenes {
  readonly #stack: LocalStack;
  readonly #loaded: LoadedStory;
  readonly #objectives: readonly Objective[];
  readonly #narrator: Narrator;
  readonly #cast: Cast;
  /** What people could not do that the story says they do. */
  readonly failed: string[] = [];

  /** @throws Error for people who have no door */
  constructor(stack: LocalStack, loaded: LoadedStory, objectives: readonly Objective[], narrator: Narrator) {
    this.#stack = stack;
    this.#loaded = loaded;
    this.#objectives = objectives;
    this.#narrator = narrator;
    this.#cast = new Cast(stack, loaded.story.people);
  }

  /** Whether timers run: in a lapse only now and then, and whenever something happens. */
  isDue(minute: number): boolean {
    const at = minute - this.#loaded.eveningStartMinute;
    const { lapses, happened } = this.#loaded.story;
    const lapse = lapses.find(({ from, to }) => from <= at && at < to);
    return (
      lapse === undefined ||
      (at - lapse.from) % lapse.everyMinutes === 0 ||
      this.happens(minute) ||
      happened.some((one) => one.minute === at)
    );
  }

  /** Whether somebody does something in that minute. */
  happens(minute: number): boolean {
    const { reports, people } = this.#loaded.story;
    return [...reports, ...people].some((one) => this.#minuteOf(one) === minute);
  }

  /** Support's reports are on the queue afterwards. */
  async report(minute: number): Promise<void> {
    for (const [index, one] of this.#loaded.story.reports.entries()) {
      if (this.#minuteOf(one) !== minute) continue;
      const { minute: _, ...report } = one;
      const { stage } = this.#objectives.find(({ entry }) => entry.slo === one.slo)!.entry;
      const at = timeOf(minute);
      this.#narrator.reported(one, at);
      await this.#stack.report({ ...report, stage, at, id: `${one.report}#${index}` });
    }
  }

  /** People act one after the other, each when what the one before did has been handled. */
  async act(minute: number): Promise<void> {
    for (const person of this.#loaded.story.people) {
      if (this.#minuteOf(person) !== minute) continue;
      const at = timeOf(minute);
      const { incidents } = await incidentsOf(this.#stack, this.#objectives);
      const failed = await this.#cast.play(person, incidents);
      if (failed !== undefined) this.failed.push(`${person.who}: ${person.does}: ${failed}`);
      this.#narrator.acts(person, at, failed);
      await this.#stack.drain();
      this.#narrator.whispered(this.#stack.vendors.ephemerals());
    }
  }

  #minuteOf({ minute }: { readonly minute: number }): number {
    return this.#loaded.eveningStartMinute + minute;
  }
}
