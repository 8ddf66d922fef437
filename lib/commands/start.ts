import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readAssembly } from '../assembly';
import { type LoadedStory, loadStory } from '../local/story/histories';
import { type Played, StoryReplay } from '../local/story/replay';
import type { StoryDocument } from '../model/contracts/documents';
import type { StoryHeading, TimelineEntry } from '../render/timeline';
import { synthesize } from './synthesize';
import { UsageError } from './usage-error';

export { storyHeading, storyInWords, timelineLine } from '../render/timeline';

export interface StartOptions {
  /** Directory of the app: where cdk.json lies. */
  readonly directory: string;
  /** Folder of the stories. */
  readonly stories: string;
  /** Name of a story in the folder, or path of a story file (`….json`). */
  readonly story: string;
  /** Port of the stand-in for Slack. @default - chosen by the system */
  readonly port?: number;
  /** Synthesized assembly to use instead of synthesizing. @default - the app is synthesized */
  readonly assembly?: string;
  /** Everything is up and the story begins. */
  readonly onUp: (heading: StoryHeading) => void;
  readonly onEntry: (entry: TimelineEntry) => void;
  /** After the story, with everything still up. */
  readonly onPlayed?: (document: StoryDocument, urls: { slack: string; github: string }) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Synthesizes the app, runs it on this computer, plays a story through it and reports. Nothing is left running. */
export async function start(options: StartOptions): Promise<StoryDocument> {
  const began = performance.now();
  const loaded = load(options);
  if (options.port !== undefined) await checkPort(options.port);
  const outdir = options.assembly ?? mkdtempSync(join(tmpdir(), 'cdk-slo-'));
  let replay: StoryReplay | undefined;
  try {
    if (options.assembly === undefined) await synthesize(options.directory, outdir, options.signal);
    const synthMs = Math.round(performance.now() - began);
    replay = prepared(options, loaded, outdir);
    await up(replay);
    options.onUp({
      title: loaded.story.title,
      recorded: loaded.recordedMinutes,
      repeated: loaded.repeated,
      unsupported: unsupported(replay),
    });
    const played = await replay.play();
    const timings = {
      synthMs,
      upMs: replay.upMs,
      ...deliveryTimes(played.slackMs),
      totalMs: Math.round(performance.now() - began),
    };
    const document = report(loaded, replay, played, timings);
    await options.onPlayed?.(document, replay.stack.vendors.urls);
    return document;
  } finally {
    await replay?.stop();
    if (options.assembly === undefined) rmSync(outdir, { recursive: true, force: true });
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

function prepared(options: StartOptions, loaded: LoadedStory, outdir: string): StoryReplay {
  const { onEntry, signal, port } = options;
  try {
    const assembly = readAssembly(outdir);
    return new StoryReplay({ assembly, loaded, onEntry, signal, ...(port === undefined ? {} : { slackPort: port }) });
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

async function checkPort(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'which is in use' : `which cannot be used (${error.code})`;
      reject(new UsageError(`--port: got ${port}, ${why}; allowed is a free port, or none to let the system choose`));
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

function report(
  loaded: LoadedStory,
  replay: StoryReplay,
  played: Played,
  timings: StoryDocument['timings'],
): StoryDocument {
  const { story, recordedMinutes, repeated } = loaded;
  const { incidents, deliveries, signals, canaries } = played;
  const over = incidents.every(
    ({ resolvedAt, targets }) => resolvedAt !== undefined && targets.every(({ state }) => state === 'confirmed'),
  );
  const now = replay.clock.now();
  return {
    version: 1,
    ok:
      over &&
      deliveries.failed === 0 &&
      canaries.good === canaries.judged &&
      incidents.length === story.expects.incidents,
    story: story.name,
    history: { recorded: recordedMinutes, repeated },
    incidents,
    signals,
    deliveries,
    canaries,
    objectives: replay.objectives.map(({ entry, objectiveName }) => ({
      slo: entry.slo,
      attainment: replay.cloudwatch.attainment(objectiveName, now) ?? 100,
      budgetLeft: 1 - replay.cloudwatch.budget(objectiveName, now).usedFraction,
    })),
    unsupportedResources: unsupported(replay),
    timings,
  };
}

function unsupported(replay: StoryReplay): StoryDocument['unsupportedResources'] {
  return replay.stack.unsupportedResources.map(({ stack, logicalId, type }) => ({
    stack: stack.name,
    logicalId,
    type,
  }));
}

function deliveryTimes(slackMs: readonly number[]): {
  firstDeliveryMs: number | null;
  medianDeliveryMs: number | null;
} {
  const sorted = [...slackMs].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  return { firstDeliveryMs: rounded(slackMs[0]), medianDeliveryMs: rounded(median) };
}

function rounded(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms);
}
