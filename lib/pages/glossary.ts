import { bullets } from './markdown';

/** Where it stands on the index: under a heading that no service is named like. */
export const GLOSSARY_HEADING = 'Words and what they mean';
export const GLOSSARY_ANCHOR = 'words-and-what-they-mean';

/** Every word and acronym that pages use and not everybody knows. */
export const GLOSSARY: readonly (readonly [word: string, meaning: string])[] = [
  ['SLO', 'service level objective: a promise with a number, "99.9 % of orders go through, over 28 days".'],
  ['Goal', 'the share that is to be good.'],
  ['Error budget', 'what may go wrong before the promise is broken: at 99.9 % it is 1 of 1,000.'],
  [
    'SLA',
    'service level agreement: what a contract promises to customers. The goal is not below it, so that we hear of trouble first.',
  ],
  ['KPI', 'key performance indicator: a number by which the organisation sees how it does.'],
  ['Alarm', 'a rule that CloudWatch, the monitoring of AWS (Amazon Web Services), looks at once a minute.'],
  ['CloudWatch Application Signals', 'the part of it that keeps account of how often each promise was kept.'],
  ['SEV1, SEV2, SEV3, INFO', 'severities of an incident, from the worst to what is only for information.'],
  ['Incident', 'one message and one ticket about all that goes wrong at one service at a time.'],
  ['Ticket', 'work for working hours: nobody is woken.'],
  ['Traces', 'records of the way that one request took through all parts.'],
];

export function glossary(): string {
  return bullets(GLOSSARY.map(([word, meaning]) => `**${word}**: ${meaning}`));
}
