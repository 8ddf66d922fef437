import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readAssembly } from '../assembly';
import type { Place } from '../local';
import type { StoryPage } from '../local/page';
import { type LoadedStory, loadStory } from '../local/story/histories';
import type { Speed } from '../local/story/pace';
import { StoryReplay } from '../local/story/replay';
import type { StoryDocument } from '../model/contracts/documents';
import type { StoryHeading, TimelineEntry } from '../render/timeline';
import { openPage } from './page';
import { storyReport, unsupported } from './story-report';
import { synthesize } from './synthesize';
import { UsageError } from './usage-error';

export { TICKET_SYSTEMS } from '../local';
export { SPEEDS } from '../local/page';
export { storyHeading, storyInWords, timelineLine } from '../render/timeline';
export { openInBrowser } from './page';

export interface StartOptions {
  /** Directory of the app: where cdk.json lies. */
  readonly directory: string;
  /** Folder of the stories. */
  readonly stories: string;
  /** Name of a story in the folder, or path of a story file (`….json`). */
  readonly story: string;
  /** Synthesized assembly to use instead of synthesizing. @default - the app is synthesized */
  readonly assembly?: string;
  /** Ticket system that the app is shown with: its context `ticket`. @default - the app's own */
  readonly ticket?: string;
  /** Whether there is a page. */
  readonly page: boolean;
  /** Port of the page. @default - one that is easy to remember, or another one when it is in use */
  readonly port?: number;
  /** How fast the evening passes at first. */
  readonly speed: Speed;
  /** Everything stays up after the story, until the signal. */
  readonly stay: boolean;
  /** The page can be looked at. */
  readonly onPage: (url: string) => void;
  /** Everything is up and the story begins; again when somebody starts it again. */
  readonly onUp: (heading: StoryHeading) => void;
  readonly onEntry: (entry: TimelineEntry) => void;
  /** After the story, with everything still up. */
  readonly onPlayed: (document: StoryDocument, places: readonly Place[]) => void;
  readonly signal: AbortSignal;
}

/** What the replays of one call have in common. */
interface Evening {
  readonly options: StartOptions;
  readonly loaded: LoadedStory;
  readonly outdir: string;
  readonly page: StoryPage | undefined;
  readonly synthMs: number;
}

/**
 * Synthesizes the app, runs it on this computer, plays a story through it as often as somebody at the page wants to see it, and reports
 * on the last time. Nothing is left running.
 */
export async function start(options: StartOptions): Promise<StoryDocument> {
  const began = performance.now();
  const loaded = load(options);
  const { ticket } = options;
  const page = options.page ? await openPage(options.port, options.speed) : undefined;
  const outdir = options.assembly ?? mkdtempSync(join(tmpdir(), 'cdk-slo-'));
  try {
    if (page !== undefined) options.onPage(page.url);
    if (options.assembly === undefined)
      await synthesize(options.directory, outdir, options.signal, ticket === undefined ? {} : { ticket });
    const synthMs = Math.round(performance.now() - began);
    const evening = { options, loaded, outdir, page, synthMs };
    for (let from = began; ; from = performance.now()) {
      const document = await played(evening, from);
      if (document !== undefined) return document;
    }
  } finally {
    await page?.close();
    if (options.assembly === undefined) rmSync(outdir, { recursive: true, force: true });
  }
}

/** One time through the evening, on a stack of its own; nothing when it is to start again. */
async function played({ options, loaded, outdir, page, synthMs }: Evening, began: number) {
  const watching = page?.begin();
  const again = watching?.signal ?? new AbortController().signal;
  const signal = AbortSignal.any([options.signal, again]);
  const replay = prepared(outdir, {
    ...watching,
    loaded,
    signal,
    onEntry: (entry) => {
      options.onEntry(entry);
      watching?.onEntry(entry);
    },
  });
  try {
    await up(replay);
    page?.up(loaded, replay);
    options.onUp({
      title: loaded.story.title,
      recorded: loaded.recordedMinutes,
      repeated: loaded.repeated,
      ...(loaded.story.invented === undefined ? {} : { invented: loaded.story.invented }),
      unsupported: unsupported(replay),
    });
    const totals = await replay.play();
    if (again.aborted && !options.signal.aborted) return undefined;
    const document = storyReport(loaded, replay, totals, { synthMs, totalMs: Math.round(performance.now() - began) });
    page?.over();
    options.onPlayed(document, replay.stack.vendors.places());
    if (options.stay) await aborted(signal);
    return again.aborted && !options.signal.aborted ? undefined : document;
  } finally {
    await replay.stop();
  }
}

function load({ stories, story }: StartOptions): LoadedStory {
  const file = story.endsWith('.json') ? story : join(stories, `${story}.json`);
  if (!existsSync(file)) {
    const known = readdirSync(stories)
      .filter((name) => name.endsWith('.json'))
      .map((name) => basename(name, '.json'));
    throw new UsageError(`--story: got "${story}", allowed are ${known.join(', ')} or the path of a story file`);
  }
  try {
    return loadStory(file);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function prepared(outdir: string, props: Omit<ConstructorParameters<typeof StoryReplay>[0], 'assembly'>): StoryReplay {
  try {
    return new StoryReplay({ assembly: readAssembly(outdir), ...props });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** What does not start is the environment's fault or the bundle's, and the message says whose. */
async function up(replay: StoryReplay): Promise<void> {
  try {
    await replay.up();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
