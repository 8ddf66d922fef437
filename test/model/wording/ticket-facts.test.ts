import { composeDocument } from '../../../lib/model/wording';
import { stateOf } from '../../../scripts/gallery/page';
import { CHAPTERS, type Scene } from '../../../scripts/gallery/scenes';
import { schemaFaults } from '../../support/documents';

const scenes = CHAPTERS.flatMap((chapter) => chapter.scenes.map((scene) => [scene.title, scene] as const));
const facts = (scene: Scene) => composeDocument('inc-1', stateOf(scene), 'engineers').facts;
const REQUIRED = 5;

describe('S1.26: a ticket carries what decisions need', () => {
  it.each(scenes)('%s: SLI now, promise, budget left, affected segment, start time', (_, scene) => {
    const carried = facts(scene);
    expect(schemaFaults('ticket-facts', carried.slice(0, REQUIRED))).toEqual([]);
    // Slack shows ten fields of a message.
    expect(carried.length).toBeLessThanOrEqual(10);
  });

  it('a ticket that lacks one, or does not say why it is not known, is refused', () => {
    const whole = facts(scenes[0]![1]).slice(0, REQUIRED);
    expect(
      schemaFaults(
        'ticket-facts',
        whole.filter(({ label }) => label !== 'Budget left'),
      ),
    ).not.toEqual([]);
    const silent = whole.map((fact) => (fact.label === 'SLI now' ? { ...fact, value: 'not known' } : fact));
    expect(schemaFaults('ticket-facts', silent)).toEqual([expect.stringContaining('/0/value must match pattern')]);
  });

  it('values are there once they were looked up', () => {
    const [, enriched] = scenes.find(([title]) => title === 'SEV2, enriched')!;
    expect(facts(enriched).slice(0, REQUIRED)).toEqual([
      { label: 'SLI now', value: '42 % of requests bad, 131 of 310 in the 5 min before 14 Nov, 20:30 (Europe/Paris)' },
      { label: 'Promise', value: '99.9 % of requests over 28 days' },
      { label: 'Budget left', value: '41 % of the budget for the last 28 days' },
      { label: 'Affected', value: 'all customers' },
      { label: 'Since', value: '14 Nov, 20:30 (Europe/Paris)' },
    ]);
  });
});
