import { peopleOf } from '../../lambda/reconcile/people';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import { alarm, incident } from '../support/incidents';

const engineers = { name: 'incidents', audience: 'engineers' } as const;
const support = { name: 'support', audience: 'support' } as const;
const everybody = incident(alarm(0, 'evidence', 'ALARM'), alarm(0, 'fast', 'ALARM'));

test.each([
  ['buttons', [engineers], true, { answer: true, awaitNews: false, workTickets: true }],
  ['no buttons', [engineers], false, { answer: false, awaitNews: false, workTickets: true }],
  ['support that reads along', [engineers, support], false, { answer: false, awaitNews: true, workTickets: true }],
  ['support alone', [support], false, { answer: false, awaitNews: true, workTickets: false }],
  [
    'a channel for canaries',
    [{ ...engineers, canary: true }],
    false,
    { answer: false, awaitNews: false, workTickets: false },
  ],
])('a response with %s tells people what they can do something about', (_, targets, canAnswer, people) => {
  expect(peopleOf(everybody, targets, canAnswer)).toEqual(people);
});

test('support that is not told of an incident waits for no news of it', () => {
  const entry: Partial<CatalogueEntry> = { routes: [{ from: 'info', targets: ['incidents'] }] };
  const inner = incident(alarm(0, 'evidence', 'ALARM', { entry }), alarm(0, 'fast', 'ALARM', { entry }));
  expect(peopleOf(inner, [engineers, support], true)).toEqual({ answer: true, awaitNews: false, workTickets: true });
});
