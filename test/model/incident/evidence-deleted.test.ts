import { pending } from '../../../lib/model/incident';
import { alarm, deletion, incident, MINUTE, START } from '../../support/incidents';

const heldBack = [alarm(0, 'fast', 'ALARM'), alarm(1, 'ticket', 'ALARM')];
const calm = { alarm: 'evidence', value: 'OK', at: START - MINUTE } as const;
const first = { ...heldBack[0]!, known: [calm] } as (typeof heldBack)[number];

test('evidence that is deleted holds a page back no longer: nothing else would say so', () => {
  expect(incident(first, heldBack[1]!)).toMatchObject({ pages: 0, downgraded: true });
  const state = incident(first, heldBack[1]!, deletion(5, 'evidence'));
  expect(state).toMatchObject({ pages: 1, tickets: 0, downgraded: false, severity: 'sev2' });
  // The held tier is not asked about, because it pages.
  expect(pending(state, START + 20 * MINUTE)).toEqual([]);
});
