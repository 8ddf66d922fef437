import fc from 'fast-check';
import type { IncidentEvent } from '../../../lib/model/contracts/incident-event';
import { fold, type IncidentState } from '../../../lib/model/incident';
import { composeDocument, composeNote, type NeutralDocument, newsFor } from '../../../lib/model/wording';
import { longestSentence, MOST_WORDS_OF_A_SENTENCE, unexplainedTerms } from '../../../lib/model/wording/jargon';
import { placeOrder, textPreview } from '../../../scripts/gallery/entries';
import { FOUND, FOUND_LATER } from '../../../scripts/gallery/findings';
import { alarm, at, by, clock, found, page, report } from '../../../scripts/gallery/log';
import { stateOf } from '../../../scripts/gallery/page';
import { CHAPTERS } from '../../../scripts/gallery/scenes';

const states = (...events: IncidentEvent[]) => fold(events.map((event, index) => ({ n: index + 1, event })))!;
const read = (state: IncidentState) => composeDocument('inc-4f1c2ab09d3e', state, 'support');

function wordsOf({ title, paragraphs, facts, links, footer, actions = [] }: NeutralDocument): string[] {
  const small = [...facts.flatMap(({ label, value }) => [label, value]), ...links.map(({ label }) => label)];
  return [title, ...paragraphs, ...small, ...actions.map(({ label }) => label), footer];
}

/** What no text for support may hold, whatever happened. */
function faultsOf(state: IncidentState): string[] {
  const texts = [...wordsOf(read(state)), ...composeNote(state, state.milestones, 'support').paragraphs];
  const names = /place-order|text-preview|\b(?:fast|slow|evidence|no-data)\b|undefined|SEV\d/;
  return texts.filter(
    (text) => unexplainedTerms(text).length > 0 || longestSentence(text) > MOST_WORDS_OF_A_SENTENCE || names.test(text),
  );
}

const inner = placeOrder({ customerFacing: false });
const scenes = CHAPTERS.flatMap((chapter) => chapter.scenes.map((scene) => [scene.title, scene] as const));

describe('S1.27: what support reads is plain', () => {
  it.each(scenes.filter(([title]) => title !== 'Hostile texts'))('%s', (_, scene) => {
    const state = stateOf(scene);
    expect(faultsOf(state)).toEqual([]);
    expect(read(state).paragraphs.join('\n')).toContain('What you can tell customers: "');
  });

  const rest: fc.Arbitrary<(minute: number) => IncidentEvent> = fc.constantFrom(
    (minute) => alarm(minute, 'fast', 'OK'),
    (minute) => alarm(minute, 'fast', 'ALARM', { reading: 90 }),
    (minute) => alarm(minute, 'slow', 'ALARM', { entry: textPreview({ critical: true }) }),
    (minute) => alarm(minute, 'no-data'),
    (minute) => report(minute, `ZD-${minute}`, 1 + (minute % 12)),
    (minute) => found(minute, minute % 2 === 0 ? FOUND : FOUND_LATER),
    (minute) => clock(minute, 'mitigated'),
    (minute) => clock(minute, 'resolved'),
    (minute) => clock(minute, 'reopened'),
    (minute) => clock(minute, 'notifiedAgain'),
    (minute) => clock(minute, 'reminded'),
    (minute) => clock(minute, 'sealed'),
    (minute) => ({ version: 1, type: 'updateMissed', at: at(minute), promised: at(minute) }),
    (minute) => ({ version: 1, type: 'pageShared', at: at(minute), with: 'inc-9a0d33f6c1e2' }),
    (minute) => by('Dana', minute, { type: 'acknowledged' }),
    (minute) => by('Dana', minute, { type: 'mitigated' }),
    (minute) =>
      by('Dana', minute, { type: 'causeNamed', cause: { tag: 'network', text: 'p99 of the DB' }, repeatOf: 'inc-1' }),
    (minute) => by('Dana', minute, { type: 'causeClosed', how: minute % 2 === 0 ? 'fixed' : 'followedUp' }),
    (minute) => by('Dana', minute, { type: 'noted', text: 'The SLO burns.', support: false }),
    (minute) => by('Dana', minute, { type: 'noted', text: 'It will work soon.', support: true }),
    (minute) => by('Lin', minute, { type: 'confirmed', customer: 'the customer of ticket ZD-4711' }),
    (minute) => by('Dana', minute, { type: 'falsePositive', reason: 'A load test.' }),
    (minute) => by('Dana', minute, { type: 'reviewed' }),
  );
  const first = fc.constantFrom(page(0), page(0, { entry: inner }), alarm(0, 'no-data'), report(0, 'ZD-1', 4));

  it('whatever happens, in whatever order', () => {
    fc.assert(
      fc.property(first, fc.array(rest, { maxLength: 12 }), (begin, events) => {
        expect(faultsOf(states(begin, ...events.map((event, index) => event(7 * (index + 1)))))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('S1.27: support is kept in the loop', () => {
  it.each([
    ['SEV2', [page(0)], 'Next update by 14 Nov, 21:00 (Europe/Paris).'],
    ['SEV1', [page(0, { entry: placeOrder({ critical: true }) })], 'Next update by 14 Nov, 20:40 (Europe/Paris).'],
    ['SEV3', [alarm(0, 'ticket')], 'No news is promised by a certain time: engineers look into it in working hours.'],
    [
      'a missed one',
      [page(0), { version: 1, type: 'updateMissed', at: at(31), promised: at(30) } as const],
      'The news that we promised did not come in time. We are sorry. Next update by 14 Nov, 22:01 (Europe/Paris).',
    ],
    [
      'news after a missed one',
      [
        page(0),
        { version: 1, type: 'updateMissed', at: at(31), promised: at(30) } as const,
        by('Dana', 40, { type: 'acknowledged' }),
      ],
      'Next update by 14 Nov, 22:10 (Europe/Paris).',
    ],
  ])('%s: says when the next news comes', (_, events, sentence) => {
    expect(read(states(...events)).paragraphs).toContain(sentence);
  });

  it.each(['engineers', 'support'] as const)(
    'of two missed ones that are told together, one says when the next news comes: %s',
    (audience) => {
      const missed = (minute: number) =>
        ({ version: 1, type: 'updateMissed', at: at(minute), promised: at(minute) }) as const;
      const state = states(page(0), missed(30), missed(90));
      const [first, second] = composeNote(state, state.milestones.slice(-2), audience).paragraphs;
      expect([first, second]).toEqual([expect.not.stringContaining('23:00'), expect.stringContaining('23:00')]);
    },
  );

  it.each([
    ['what people wrote for it', [page(0)], placeOrder().reply],
    [
      'neutral words',
      [page(0, { entry: textPreview() })],
      'We know about this and are working on it. We are sorry for the trouble.',
    ],
    ['no claim where nothing is seen', [alarm(0, 'no-data')], 'If you see a problem, please tell us.'],
    [
      'a hope while alarms burn',
      [page(0), by('Dana', 9, { type: 'mitigated' })],
      'It should work again. If you still see the problem, please tell us.',
    ],
    [
      'good news at the end',
      [page(0), clock(90, 'mitigated')],
      'It works again. If you still see the problem, please tell us.',
    ],
  ])('suggests a reply: %s', (_, events, reply) => {
    expect(read(states(...events)).paragraphs).toContain(`What you can tell customers: "${reply}"`);
  });

  it('counts the customers who told us, all reports together', () => {
    const heard = [report(1, 'ZD-1', 3), report(2, 'ZD-1', 1200), report(3, 'ZD-2', 1)];
    expect(read(states(page(0), ...heard)).facts).toContainEqual({ label: 'Told us', value: '1,201 customers' });
  });

  it('believes customers more than the declaration', () => {
    const { title, paragraphs } = read(states(report(0, 'ZD-1', 1, { entry: inner })));
    expect(title).toBe('Customers may notice a problem');
    expect(paragraphs[0]).toBe(
      'This promise has not always been kept since 14 Nov, 20:30 (Europe/Paris): "Your order goes through."',
    );
    expect(read(states(page(0, { entry: inner }))).title).toBe(
      'For your information: customers should not notice anything',
    );
  });

  it('is told when it is back', () => {
    const back = states(page(0), alarm(30, 'fast', 'OK'), clock(90, 'mitigated'), page(200));
    expect(read(back)).toMatchObject({ title: 'The problem is back for customers' });
    expect(read(back).paragraphs[0]).toBe(
      'This promise has again not always been kept since 14 Nov, 23:50 (Europe/Paris): "Your order goes through."',
    );
  });

  it('S3.37: asks for a customer where one is needed, and no longer once one said so', () => {
    const waiting = [page(0), report(3, 'ZD-4711', 1), clock(90, 'mitigated')];
    const ask =
      'Please ask a customer whether it works again, and say here who confirmed it. Without an answer we close it at 15 Nov, 22:00 (Europe/Paris).';
    expect(read(states(...waiting)).paragraphs).toContain(ask);
    const confirmed = read(
      states(...waiting, by('Lin', 95, { type: 'confirmed', customer: 'the customer of ZD-4711' })),
    );
    expect(confirmed.paragraphs.join('\n')).not.toContain('Please ask a customer');
    expect(confirmed.paragraphs).toContain('Confirmed at 14 Nov, 22:05 (Europe/Paris): the customer of ZD-4711');
    expect(read(states(page(0), clock(90, 'mitigated'))).paragraphs.join('\n')).not.toContain('Please ask a customer');
  });

  it('reads notes for it and no others, the newest three', () => {
    const notes = [1, 2, 3, 4].map((n) => by('Dana', n, { type: 'noted', text: `News ${n}.`, support: true }));
    const secret = by('Dana', 9, { type: 'noted', text: 'For engineers.', support: false });
    const text = read(states(page(0), ...notes, secret)).paragraphs.join('\n');
    expect(text).not.toMatch(/News 1\.|For engineers/);
    expect(text).toContain('Dana, 14 Nov, 20:34 (Europe/Paris): News 4.');
    const state = states(page(0), secret);
    expect(composeNote(state, state.milestones.slice(-1), 'support').paragraphs).toEqual(['No change for customers.']);
  });

  it('hears that places that it knows do not work', () => {
    const unreachable = [{ label: 'Slack', since: at(2) }];
    expect(composeDocument('inc-1', states(page(0)), 'support', unreachable).paragraphs.at(-1)).toBe(
      'Slack has not worked for us since 14 Nov, 20:32 (Europe/Paris): news may be missing there, not here.',
    );
  });
});

it('is told nothing of how engineers work, and no note is written for it', () => {
  const state = states(
    page(0),
    by('Dana', 3, { type: 'causeNamed', cause: { tag: 'data', text: 'A lock.' } }),
    by('Dana', 4, { type: 'noted', text: 'p99 is back', support: false }),
    by('Dana', 5, { type: 'acknowledged' }),
  );
  expect(newsFor(state, 'support').map(({ kind }) => kind)).toEqual(['opened', 'acknowledged']);
  expect(newsFor(state, 'engineers').map(({ kind }) => kind)).toEqual([
    'opened',
    'causeNamed',
    'noted',
    'acknowledged',
  ]);
});

it('is told that nobody need say anything where customers notice nothing', () => {
  const state = states(page(0, { entry: inner }));
  const text = composeDocument('inc-4f1c2ab09d3e', state, 'engineers').paragraphs.join('\n');
  expect(text).toContain('Affected: no customer directly.');
  expect(text).toContain('Agents may say now: nothing: customers should not notice it.');
});
