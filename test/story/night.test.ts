import type { StoryDocument } from '../../lib/model/contracts/documents';
import { echarpe } from '../support/estate';
import { StartProcess } from '../support/start-process';

/** When every order begins to fail; before that, one failed now and then. */
const OUTAGE = Date.parse('2026-11-18T02:30:00Z');
const MINUTE = 60_000;
const MOST_MEGABYTES = 128;

const estate = echarpe();
afterAll(estate.remove);

/** All of it: recordings, alarms, functions, and people at their buttons, through the command that newcomers type. */
describe('npm start -- --story night --json', () => {
  let ended: { readonly code: number | null; readonly stderr: string; readonly document: StoryDocument };
  beforeAll(async () => {
    const started = new StartProcess(['--story', 'night', '--json', '--assembly', estate.directory]);
    const code = await started.ended();
    ended = { code, stderr: started.stderr, document: JSON.parse(started.stdout) };
  });

  it('goes as the story says, to its end, and says nothing else', () => {
    const { code, stderr, document } = ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(document).toMatchObject({
      version: 1,
      ok: true,
      story: 'night',
      failedDeeds: [],
      deliveries: { failed: 0 },
    });
    expect(document.history.invented).toMatch(/invented/);
  });

  it('wakes nobody for single orders that fail, and somebody within ten minutes when all do', () => {
    const [incident, ...others] = ended.document.incidents;
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ group: { service: 'shop' }, severity: 'sev2', pages: 1, detectedBy: 'alarm' });
    expect(Date.parse(incident!.openedAt)).toBeLessThan(OUTAGE);
    // A Slack message is named after its time, and support hears of pages only.
    const support = incident!.targets.find(({ name }) => name === 'support');
    const heard = Number(support!.ref!.split(':')[1]) * 1000;
    expect(heard).toBeGreaterThan(OUTAGE);
    expect(heard).toBeLessThan(OUTAGE + 10 * MINUTE);
  });

  it('records what people did, and ends only after the cause was dealt with', () => {
    const [incident] = ended.document.incidents;
    expect(incident).toMatchObject({
      state: 'resolved',
      cause: { tag: 'configuration', closedAt: expect.any(String) },
    });
    expect(incident!.deeds.map(({ by, did }) => `${by} ${did}`)).toEqual([
      'Dana acknowledged',
      'Dana noted',
      'Dana mitigated',
      'Dana causeNamed',
      'Noor causeClosed',
    ]);
    expect(Date.parse(incident!.resolvedAt!)).toBeGreaterThan(Date.parse(incident!.cause!.closedAt!));
  });

  it('tells everybody, with what was found out, by functions that stay small', () => {
    const { incidents, memory, timings } = ended.document;
    expect(incidents[0]!.targets.map(({ name, state, notes }) => [name, state, notes > 0])).toEqual([
      ['incidents', 'confirmed', true],
      ['support', 'confirmed', true],
      ['tickets', 'confirmed', true],
    ]);
    expect(timings.firstEnrichedMs).toEqual(expect.any(Number));
    const megabytes = Object.values(memory).filter((peak) => peak !== null);
    for (const peak of megabytes) expect(peak).toBeLessThan(MOST_MEGABYTES);
    expect(Object.keys(memory)).toEqual(expect.arrayContaining(['deliver', 'enrich', 'slack-actions', 'act']));
  });
});
