import { h, type Markup } from './markup';

/** The few words that not everybody knows. */
const GLOSSARY: readonly (readonly [word: string, meaning: string])[] = [
  [
    'Error budget',
    'No service can promise that nothing ever fails, so each promise allows a few failures. At a goal of 99.9 % these are 1 in 1,000.',
  ],
  [
    'Burn rate',
    'How fast the error budget is used. At 1 it lasts exactly as long as it should; at 16 it is gone sixteen times too soon.',
  ],
  [
    'Alarm',
    'A rule that CloudWatch looks at once a minute. Ours compare the burn rate over a long and over a short stretch of time, so that they fire for what is big and still going on.',
  ],
  ['Woken, ticket', 'Somebody who is on call is woken at any hour. A ticket waits for working hours.'],
];

export function glossary(): Markup {
  return h(
    'section.glossary',
    null,
    h('h2', null, 'Words and what they mean'),
    h('dl.card', null, ...GLOSSARY.flatMap(([word, meaning]) => [h('dt', null, word), h('dd', null, meaning)])),
  );
}
