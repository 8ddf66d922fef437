import { storyReport } from '../../lib/commands/story-report';
import type { LoadedStory } from '../../lib/local/story/histories';
import type { Played, StoryReplay } from '../../lib/local/story/replay';

const replay = {
  objectives: [],
  clock: { now: () => 0 },
  stack: { unsupportedResources: [] },
  upMs: 1,
} as unknown as StoryReplay;

function incident(id: string, openedAt: string, more: object = {}) {
  const targets = [{ state: 'confirmed' }];
  return {
    id,
    openedAt,
    resolvedAt: '2026-12-01T00:00:00Z',
    severity: 'sev2',
    priority: 'P2',
    pages: 1,
    targets,
    ...more,
  };
}

/** The second one opened first. */
const INCIDENTS = [
  incident('inc-2', '2026-11-15T00:00:00Z', { severity: 'sev3', priority: 'P1', pages: 0, repeatOf: 'inc-1' }),
  incident('inc-1', '2026-11-14T00:00:00Z'),
];

function report(expects: object, played: object = {}) {
  const story = { name: 'small', expects: { incidents: 2, ...expects } };
  const loaded = { story, recordedMinutes: { ordinary: 1, evening: 1 }, repeated: 1 } as unknown as LoadedStory;
  const all = {
    incidents: INCIDENTS,
    deliveries: { confirmed: 1, failed: 0, retried: 0 },
    signals: { received: 1, duplicates: 0 },
    canaries: { judged: 1, good: 1 },
    slackMs: [40, 20, 30],
    enrichedMs: 81.6,
    memory: { deliver: 90 },
    failedDeeds: [],
    ...played,
  } as unknown as Played;
  return storyReport(loaded, replay, all, { synthMs: 1, totalMs: 2 });
}

describe('a story', () => {
  it.each([
    ['as many incidents', {}],
    [
      'pages, repeats, severities and priorities, in the order in which incidents opened',
      { pages: 1, repeats: 1, severities: ['sev2', 'sev3'], priorities: ['P2', 'P1'] },
    ],
  ])('went as it says when it has %s', (_what, expects) => {
    expect(report(expects).ok).toBe(true);
  });

  it.each([
    ['fewer incidents', { incidents: 3 }, {}],
    ['more pages', { pages: 0 }, {}],
    ['no repeat', { repeats: 2 }, {}],
    ['other priorities', { priorities: ['P1', 'P2'] }, {}],
    ['other severities', { severities: ['sev3', 'sev2'] }, {}],
    ['a person who could not do something', {}, { failedDeeds: ['Dana: review: no such button'] }],
    ['an incident that goes on', {}, { incidents: [INCIDENTS[0], { ...INCIDENTS[1], resolvedAt: undefined }] }],
    ['a delivery that failed', {}, { deliveries: { confirmed: 1, failed: 1, retried: 0 } }],
  ])('did not when it has %s', (_what, expects, played) => {
    expect(report(expects, played).ok).toBe(false);
  });

  it('tells how long Slack and what was found out took, and how much memory', () => {
    const { timings, memory } = report({});
    expect(timings).toMatchObject({ firstDeliveryMs: 40, medianDeliveryMs: 30, firstEnrichedMs: 82 });
    expect(memory).toEqual({ deliver: 90 });
    expect(report({}, { enrichedMs: null }).timings.firstEnrichedMs).toBeNull();
  });
});
