import type { LoadedStory } from '../local/story/histories';
import type { Played, StoryReplay } from '../local/story/replay';
import type { StoryDocument } from '../model/contracts/documents';
import type { Story } from '../model/contracts/story';

/** What `npm start` says of a story that has been played. */
export function storyReport(
  loaded: LoadedStory,
  replay: StoryReplay,
  played: Played,
  timings: Pick<StoryDocument['timings'], 'synthMs' | 'totalMs'>,
): StoryDocument {
  const { story, recordedMinutes, repeated } = loaded;
  const { incidents, deliveries, signals, canaries, slackMs, enrichedMs, failedDeeds, memory } = played;
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
      failedDeeds.length === 0 &&
      meets(story.expects, incidents),
    story: story.name,
    history: {
      recorded: recordedMinutes,
      repeated,
      ...(story.invented === undefined ? {} : { invented: story.invented }),
    },
    incidents,
    signals,
    deliveries,
    canaries,
    objectives: replay.objectives.map(({ entry, objectiveName }) => ({
      slo: entry.slo,
      attainment: replay.cloudwatch.attainment(objectiveName, now) ?? 100,
      budgetLeft: 1 - replay.cloudwatch.budget(objectiveName, now).usedFraction,
    })),
    failedDeeds: [...failedDeeds],
    unsupportedResources: unsupported(replay),
    memory,
    timings: {
      synthMs: timings.synthMs,
      upMs: replay.upMs,
      ...deliveryTimes(slackMs),
      firstEnrichedMs: rounded(enrichedMs ?? undefined),
      totalMs: timings.totalMs,
    },
  };
}

/** Whether it went as the story says. */
function meets(expects: Story['expects'], incidents: Played['incidents']): boolean {
  const { pages, repeats, severities, priorities } = expects;
  const inOrder = [...incidents].sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
  const known = incidents.filter(({ repeatOf }) => repeatOf !== undefined);
  return (
    incidents.length === expects.incidents &&
    (pages === undefined || incidents.reduce((sum, incident) => sum + incident.pages, 0) === pages) &&
    (repeats === undefined || known.length === repeats) &&
    (severities === undefined || severities.join() === inOrder.map(({ severity }) => severity).join()) &&
    (priorities === undefined || priorities.join() === inOrder.map(({ priority }) => priority).join())
  );
}

export function unsupported(replay: StoryReplay): StoryDocument['unsupportedResources'] {
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
