import { peopleOf } from '../../lambda/reconcile/people';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import { alarm, incident } from '../support/incidents';

const engineers = { name: 'issues', audience: 'engineers', settings: {} } as const;
const chat = { name: 'chat', audience: 'engineers', settings: { actions: 'on' } } as const;
const pager = {
  name: 'pager',
  audience: 'engineers',
  settings: {},
  pager: true,
  callbacks: { secretArn: 'arn' },
} as const;
const support = { name: 'support', audience: 'support', settings: {} } as const;

/** An incident that the targets hear of; without any, all of them do. */
function heardBy(...targets: string[]) {
  const entry: Partial<CatalogueEntry> = { routes: [{ targets, from: 'info' }] };
  return incident(alarm(0, 'fast', 'ALARM', { entry }));
}

test.each([
  ['buttons', [chat], heardBy(), { answer: true, awaitNews: false, workTickets: true }],
  ['no buttons', [engineers], heardBy(), { answer: false, awaitNews: false, workTickets: true }],
  ['support that reads along', [engineers, support], heardBy(), { answer: false, awaitNews: true, workTickets: true }],
  ['support alone', [support], heardBy(), { answer: false, awaitNews: true, workTickets: false }],
  [
    'support that hears of other incidents only',
    [chat, engineers, support],
    heardBy('chat'),
    { answer: true, awaitNews: false, workTickets: true },
  ],
  [
    'buttons below the messages of other incidents',
    [chat, engineers, support],
    heardBy('issues', 'support'),
    { answer: false, awaitNews: true, workTickets: true },
  ],
  [
    'a pager',
    [{ ...pager, callbacks: undefined }],
    heardBy(),
    { answer: false, awaitNews: false, workTickets: false, pager: true },
  ],
  [
    'a pager that tells us of it',
    [pager],
    heardBy(),
    { answer: true, awaitNews: false, workTickets: false, pager: true },
  ],
  [
    'a pager for other incidents',
    [pager, chat],
    heardBy('chat'),
    { answer: true, awaitNews: false, workTickets: true },
  ],
  [
    'a pager that was not called',
    [pager, engineers],
    incident(alarm(0, 'ticket', 'ALARM')),
    { answer: false, awaitNews: false, workTickets: true },
  ],
  [
    'a channel for canaries',
    [{ ...engineers, canary: true }],
    heardBy(),
    { answer: false, awaitNews: false, workTickets: false },
  ],
])('a response with %s tells people what they can do something about', (_, targets, state, people) => {
  expect(peopleOf(targets, state)).toEqual({ pager: false, ...people });
});
