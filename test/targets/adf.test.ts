import { documentAdf, noteAdf } from '../../lambda/targets/adf';
import { documentFault, documentText } from '../../lib/local/fakes/jira-rules';
import { document, hostileDocument } from '../conformance/bench';

/** Jira's own rules are the fake's: test/conformance/fakes/jira.test.ts. */
const empty = { title: '', paragraphs: [], facts: [], steps: [], links: [], footer: '' };
const nodes = (type: string, given: unknown) => JSON.stringify(given).split(`{"type":"${type}"`).length - 1;

it('shows every part, in the order in which people read', () => {
  const shown = documentText(documentAdf(document(), 'Do it by hand.'));
  expect(shown.split('\n')).toEqual([
    'Do it by hand.',
    'place-order: "Your order goes through."',
    'Since: 14 Nov, 21:32 (Europe/Paris)',
    'What to do first',
    'Look at the last deployment.',
    '[LINK https://runbooks.example/shop|Runbook]',
    'small print',
  ]);
});

it.each([
  ['an empty document', document(empty)],
  [
    'blank parts',
    document({ ...empty, paragraphs: ['', ' \n'], steps: [' '], links: [{ label: ' ', url: '' }], footer: ' ' }),
  ],
  ['line breaks', document({ paragraphs: ['\na\n\nb\n'], steps: ['a\nb'] })],
  ['control characters alone', document({ paragraphs: ['\u0007'] })],
  ['hostile text', hostileDocument('inc-1')],
])('is a document that Jira takes: %s', (_what, shown) => {
  expect(documentFault(documentAdf(shown))).toBeUndefined();
});

it('breaks lines within a paragraph', () => {
  const said = documentAdf(document({ ...empty, paragraphs: ['a\nb\n\nc'] }));
  expect(nodes('hardBreak', said)).toBe(3);
  expect(documentText(said)).toBe('a\nb\n\nc');
});

it.each(['javascript:alert(1)', 'ftp://files.example', 'https://a b', '//runbooks.example', ''])(
  'shows the words alone where the address is none of the web: %s',
  (url) => {
    expect(documentText(documentAdf(document({ ...empty, links: [{ label: 'Runbook', url }] })))).toBe('Runbook');
  },
);

it('cuts from behind where there is no room, and never the small print', () => {
  const paragraphs = Array.from({ length: 10 }, (_, index) => `${index}${'x'.repeat(4000)}`);
  const cut = documentAdf(document({ paragraphs }));
  expect(documentFault(cut)).toBeUndefined();
  expect(documentText(cut)).toMatch(/^0x[\s\S]*\n6x+\nsmall print$/);
});

it('is never empty as a comment', () => {
  expect(documentText(noteAdf({ paragraphs: ['', ' ', '\u0007'] }))).toBe('-');
  expect(documentText(noteAdf({ paragraphs: ['a', '', 'b'] }))).toBe('a\nb');
});
