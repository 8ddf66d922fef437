import { slackMessage } from '../../lambda/targets/slack-blocks';
import { pressed } from '../../lambda/targets/slack-buttons';
import { blocksFault } from '../../lib/local/fakes/slack-rules';
import type { Action, NeutralDocument } from '../../lib/model/wording/document';

const ID = 'inc-0123456789ab';

interface Element {
  readonly type: string;
  readonly action_id: string;
  readonly text?: { readonly text: string };
  readonly value?: string;
  readonly style?: string;
  readonly confirm?: object;
  readonly options?: readonly { readonly text: { readonly text: string }; readonly value: string }[];
}

function document(actions: readonly Action[]): NeutralDocument {
  const nothing = { paragraphs: [], facts: [], steps: [], links: [] };
  return { title: 'SEV2: shop', status: 'open', severity: 'sev2', ...nothing, actions, footer: ID };
}

function elements(actions: readonly Action[], incident: string | undefined = ID): readonly Element[] {
  const blocks = slackMessage(document(actions), incident).blocks as unknown as { type: string; elements: Element[] }[];
  expect(blocksFault(blocks)).toBeUndefined();
  return blocks.filter(({ type }) => type === 'actions').flatMap((block) => block.elements);
}

const ALL: readonly Action[] = [
  { command: 'acknowledge', label: 'I am on it', primary: true },
  { command: 'nameCause', label: 'Name the cause', earlier: 'inc-00000earlier' },
  { command: 'note', label: 'Add a note' },
  { command: 'falsePositive', label: 'False positive' },
  { command: 'closeCause', label: 'Close the cause' },
  { command: 'confirm', label: 'A customer confirms' },
  { command: 'mitigated', label: 'Mitigated' },
  { command: 'review', label: 'Reviewed' },
];

it('shows five buttons and those that ask first, and keeps the others in a menu', () => {
  const shown = elements(ALL);
  expect(shown.map(({ action_id, text }) => text?.text ?? action_id)).toEqual([
    'I am on it',
    'Name the cause',
    'Add a note',
    'False positive',
    'Close the cause',
    'Mitigated',
    'incident:menu',
  ]);
  expect(shown.at(-1)?.options?.map(({ text }) => text.text)).toEqual(['A customer confirms', 'Reviewed']);
  expect(shown.map(({ style }) => style).filter(Boolean)).toEqual(['primary']);
});

it('asks before an incident is quieted, and where a form follows does not ask twice', () => {
  const asking = elements(ALL).filter(({ confirm }) => confirm !== undefined);
  expect(asking.map(({ action_id }) => action_id)).toEqual(['incident:mitigated']);
});

it('reads from every press what the button meant', () => {
  const read = elements(ALL).flatMap(({ action_id, value = '', options = [] }) =>
    [value, ...options.map((option) => option.value)].flatMap((said) => (said === '' ? [] : pressed(action_id, said))),
  );
  expect(read).toEqual(
    ['acknowledge', 'nameCause', 'note', 'falsePositive', 'closeCause', 'mitigated', 'confirm', 'review'].map(
      (command) => ({ command, incident: ID, ...(command === 'nameCause' ? { earlier: 'inc-00000earlier' } : {}) }),
    ),
  );
});

it.each([
  ['deploy', 'inc-1'],
  ['', ''],
  ['incident_ack', 'inc_7:3'],
])('leaves the button %j to its app', (action, value) => {
  expect(pressed(action, value)).toBeUndefined();
});

it('shows none when nobody answers, or nothing is to be done', () => {
  expect(JSON.stringify(slackMessage(document(ALL)))).not.toContain('"actions"');
  expect(elements([])).toEqual([]);
});

it.each([
  ['markup', '<!channel> & <@U1>', '<!channel> & <@U1>'],
  ['right to left', '\u202eevil', 'evil'],
  ['nothing', '', '-'],
  ['too much', '\u{1F9E3}'.repeat(100), `${'\u{1F9E3}'.repeat(37)}…`],
])('shows a label as it is: %s', (_, label, expected) => {
  const [button] = elements([{ command: 'note', label }]);
  // Plain text: Slack makes nothing of its markup.
  expect(button?.text).toEqual({ type: 'plain_text', text: expected, emoji: false });
});
