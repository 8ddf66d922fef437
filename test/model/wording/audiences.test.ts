import { type Audience, audiences } from '../../../lib/model/contracts/target-config';
import { type IncidentState, stateName } from '../../../lib/model/incident';
import type { Milestone } from '../../../lib/model/incident/state';
import { composeDocument, composeNote } from '../../../lib/model/wording';
import { placeOrder } from '../../../scripts/gallery/entries';
import { alarm, by, clock, page, report } from '../../../scripts/gallery/log';
import { REGION, stateOf } from '../../../scripts/gallery/page';
import { CHAPTERS, type Scene } from '../../../scripts/gallery/scenes';

const scenes = CHAPTERS.flatMap((chapter) => chapter.scenes.map((scene) => [scene.title, scene] as const));
const states = (...events: Scene['events']) => stateOf({ title: '', about: '', events });
const read = (state: IncidentState, audience: Audience) => composeDocument('inc-1', state, audience, [], REGION);

it.each(scenes)('the team channel reads at most five lines: %s', (_, scene) => {
  const { title, paragraphs, facts, steps, links } = read(stateOf(scene), 'team');
  const lines = [title, ...paragraphs.flatMap((text) => text.split('\n')), ...links];
  expect(lines.length).toBeLessThanOrEqual(5);
  expect([facts, steps]).toEqual([[], []]);
});

it('the team channel reads what, since when, how bad, the budget, who is on it, what is next', () => {
  expect(read(states(page(0), by('Dana', 4, { type: 'acknowledged' })), 'team')).toMatchObject({
    title: 'SEV2: shop: "Your order goes through." is not kept',
    paragraphs: [
      'Since 14 Nov, 20:30 (Europe/Paris). SEV2: a promise is being broken quickly, act now.',
      'Budget left: not known yet (it is being looked up). On it: Dana, since 14 Nov, 20:34 (Europe/Paris).',
      'Next: See whether there was a deployment in the last hour.',
    ],
    links: [{ label: 'Runbook', url: 'https://runbooks.shop.example/place-order' }],
  });
});

describe('changes of state', () => {
  const all = scenes.flatMap(([, scene]) => {
    const state = stateOf(scene);
    return state.milestones.map((milestone) => ({ state, milestone }));
  });

  it('are all in the gallery', () => {
    const every: Record<Milestone['kind'], true> = {
      opened: true,
      joined: true,
      paged: true,
      pageShared: true,
      pageSpared: true,
      heldBack: true,
      alarmDeleted: true,
      worse: true,
      acknowledged: true,
      notifiedAgain: true,
      reminded: true,
      updateMissed: true,
      noted: true,
      causeNamed: true,
      causeClosed: true,
      repeated: true,
      related: true,
      absorbed: true,
      mitigated: true,
      confirmed: true,
      reopened: true,
      resolved: true,
      unconfirmed: true,
      falsePositive: true,
      merged: true,
      reviewed: true,
    };
    expect(new Set(all.map(({ milestone }) => milestone.kind))).toEqual(new Set(Object.keys(every)));
    expect(new Set(scenes.map(([, scene]) => stateName(stateOf(scene)))).size).toBe(9);
  });

  it.each(audiences)('are told to %s in sentences with their time', (audience) => {
    const wrong = all.filter(({ state, milestone }) => {
      const [text = '', ...others] = composeNote(state, [milestone], audience).paragraphs;
      const isTimed = /^\d+ Nov, \d\d:\d\d \([^)]+\): .{10,}/s.test(text) || text === 'No change for customers.';
      return !isTimed || others.length > 0 || /undefined|Somebody says/.test(text);
    });
    expect(wrong.map(({ milestone }) => milestone)).toEqual([]);
  });

  const quiet = [page(0), alarm(30, 'fast', 'OK'), clock(90, 'mitigated')];
  it.each([
    ['opened', [page(0)], false],
    ['paged later', [alarm(0, 'ticket'), page(5)], true],
    ['acknowledged', [page(0), by('Dana', 1, { type: 'acknowledged' })], false],
    ['called again', [page(0), clock(15, 'notifiedAgain')], true],
    ['a missed update', [page(0), { version: 1, type: 'updateMissed', at: 0, promised: 0 } as const], true],
    ['back, and it wakes somebody', [...quiet, alarm(175, 'evidence'), alarm(176, 'fast')], true],
    ['back within the hour', [...quiet, alarm(120, 'evidence'), alarm(121, 'fast')], true],
    ['back as a ticket', [...quiet, alarm(176, 'ticket'), clock(177, 'reopened')], false],
  ])('%s: urgent for engineers, and for nobody else', (_, events, urgent) => {
    const state = states(...events);
    const last = state.milestones.slice(-1);
    expect(composeNote(state, last, 'engineers').urgent ?? false).toBe(urgent);
    expect(composeNote(state, last, 'support').urgent).toBeUndefined();
    expect(composeNote(state, last, 'team').urgent).toBeUndefined();
  });
});

describe('what readers may do', () => {
  const dana = (minute: number) => by('Dana', minute, { type: 'acknowledged' });
  const cause = by('Dana', 5, { type: 'causeNamed', cause: { tag: 'data', text: 'A lock.' } });
  const merged = by('Dana', 5, {
    type: 'merged',
    into: 'inc-2',
    group: { account: '1', region: REGION, stage: 'prod', service: 'shop' },
  });
  const over = [page(0), clock(90, 'mitigated'), clock(150, 'resolved')];

  it.each([
    ['open', [page(0)], ['acknowledge', 'mitigated', 'nameCause', 'note', 'falsePositive'], ['note']],
    ['acknowledged', [page(0), dana(1)], ['mitigated', 'nameCause', 'note', 'falsePositive'], ['note']],
    [
      'with a cause',
      [page(0), dana(1), cause],
      ['mitigated', 'closeCause', 'nameCause', 'note', 'falsePositive'],
      ['note'],
    ],
    ['mitigated', [page(0), clock(90, 'mitigated')], ['nameCause', 'note', 'falsePositive'], ['note']],
    [
      'waiting for a customer',
      [page(0), report(1, 'ZD-1', 1), clock(90, 'mitigated')],
      ['nameCause', 'note', 'falsePositive'],
      ['confirm', 'note'],
    ],
    ['resolved', over, ['nameCause', 'note', 'review'], ['note']],
    ['sealed', [...over, clock(2000, 'sealed')], ['review'], []],
    ['merged', [page(0), merged], [], []],
  ])('%s', (_, events, engineers, support) => {
    const commands = (audience: Audience) => read(states(...events), audience).actions?.map(({ command }) => command);
    expect(commands('engineers')).toEqual(engineers);
    expect(commands('team')).toEqual(engineers);
    expect(commands('support')).toEqual(support);
  });

  it.each(scenes)('one of it stands out at most: %s', (_, scene) => {
    for (const audience of audiences)
      expect(read(stateOf(scene), audience).actions!.filter(({ primary }) => primary).length).toBeLessThanOrEqual(1);
  });
});

it('a customer who is not known to be affected is not said to be', () => {
  const segment = states(page(0, { entry: placeOrder({ segment: 'FR' }) }));
  expect(read(segment, 'engineers').paragraphs).toContain(
    'Affected: customers of the segment FR; none of them has told us so far.',
  );
});
