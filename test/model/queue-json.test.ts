import { queueJson } from '../../lib/model/queue-json';

/** What SQS takes in a message: its API reference, SendMessage; without those beyond U+FFFF, which its stand-in refuses. */
const TAKEN = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd]*$/;

it.each([
  ['emoji', '\u{1F468}\u200d\u{1F469}\u200d\u{1F467}'],
  ['right to left', '\u202e\u0627\u0644\u0639\u0631\u0628\u064a\u0629'],
  ['what is no character', '\ufffe\uffff'],
  ['control characters', '\u0000\u0007\u001b[31m\n'],
  ['half a character', 'a\ud83e'],
  ['quotes', '"\\u00e9\\'],
])('takes every text over a queue unchanged: %s', (_, text) => {
  const body = queueJson({ text });
  expect(body).toMatch(TAKEN);
  expect(JSON.parse(body)).toEqual({ text });
});
