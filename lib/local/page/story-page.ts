import type { LoadedStory } from '../story/histories';
import { Pace, type Speed } from '../story/pace';
import type { Replay, ReplayProps } from '../story/replay';
import type { SlackFile } from '../vendors';
import { Feed } from './feed';
import { Figures } from './figures';
import { type PageCommand, PageServer } from './server';

/** What a replay has to be given for the page to see it. */
type Watching = Required<Pick<ReplayProps, 'onEntry' | 'onMinute' | 'onTold' | 'pace'>>;

/** The page of a story: it watches one replay after the other, and its controls move the virtual clock. */
export class StoryPage {
  readonly #feed: Feed;
  readonly #pace: Pace;
  #server!: PageServer;
  #again = new AbortController();
  #figures: Figures | undefined;
  #pictures: (() => Promise<readonly SlackFile[]>) | undefined;

  private constructor(speed: Speed) {
    this.#feed = new Feed(speed);
    this.#pace = new Pace(speed, () =>
      this.#feed.tell({ kind: 'pace', speed: this.#pace.speed, paused: this.#pace.paused }),
    );
  }

  /**
   * @param port on 127.0.0.1; 0 lets the system choose
   * @throws Error with the system's code for a port that cannot be used
   */
  static async open(port: number, speed: Speed): Promise<StoryPage> {
    const page = new StoryPage(speed);
    const onCommand = (command: PageCommand) => page.#obey(command);
    const picture = (id: string) => page.#picture(id);
    page.#server = await PageServer.start({ port, feed: page.#feed, onCommand, picture });
    return page;
  }

  get url(): string {
    return this.#server.url;
  }

  /** Begins a replay. `signal` is aborted when somebody wants the evening from the beginning. */
  begin(): Watching & { readonly signal: AbortSignal } {
    this.#again = new AbortController();
    this.#figures = undefined;
    this.#feed.tell({ kind: 'starting' });
    return {
      signal: this.#again.signal,
      pace: this.#pace,
      onEntry: (entry) => this.#feed.tell({ kind: 'entry', entry }),
      onMinute: (now) => this.#minute(now),
      onTold: (told) => {
        if (this.#figures !== undefined) this.#feed.tell({ kind: 'told', incidents: this.#figures.incidents(told) });
      },
    };
  }

  /** The stack is up. */
  up(loaded: LoadedStory, replay: Pick<Replay, 'cloudwatch' | 'objectives' | 'stack'>): void {
    this.#pictures = () => replay.stack.vendors.files();
    const figures = new Figures(loaded, replay);
    this.#figures = figures;
    const story = figures.story();
    this.#feed.tell({
      kind: 'up',
      story,
      objectives: figures.objectives(),
      samples: figures.past(),
      budgets: figures.budgets(story.evening),
      alarms: figures.alarms(),
    });
  }

  /** The story is over; the page stays. */
  over(): void {
    this.#feed.tell({ kind: 'over' });
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  #minute(now: number): void {
    const figures = this.#figures;
    if (figures === undefined) return;
    if (now <= figures.story().evening) this.#feed.tell({ kind: 'history', now });
    else {
      const [sample, budgets, alarms] = [figures.sample(now), figures.budgets(now), figures.alarmStates()];
      this.#feed.tell({ kind: 'minute', sample, budgets, alarms });
    }
  }

  async #picture(id: string): Promise<Uint8Array | undefined> {
    const files = (await this.#pictures?.()) ?? [];
    return files.find((file) => file.id === id)?.content;
  }

  #obey(command: PageCommand): void {
    switch (command.action) {
      case 'pause':
        this.#pace.paused = true;
        return;
      case 'play':
        this.#pace.paused = false;
        return;
      case 'speed':
        this.#pace.speed = command.speed;
        return;
      case 'again':
        this.#pace.paused = false;
        this.#again.abort();
    }
  }
}
