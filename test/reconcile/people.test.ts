import { peopleOf } from '../../lambda/reconcile/people';

const engineers = { audience: 'engineers' } as const;
const support = { audience: 'support' } as const;

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
  expect(peopleOf(targets, canAnswer)).toEqual(people);
});
