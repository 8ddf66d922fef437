import type { Change, DiffDocument } from '../../lib/model/contracts/documents';
import { diffInMarkdown, diffInWords } from '../../lib/render/diff';
import { PLAIN } from '../../lib/render/style';

const PLACE = { stage: 'prod', account: '111122223333', region: 'eu-west-1' };
const WIPED: Change = {
  slo: 'orders',
  ...PLACE,
  kind: 'history-wiped',
  level: 'danger',
  before: 'prod-orders',
  after: 'prod-intake',
  consequence: 'It begins without a history.',
};
const PROMISE: Change = {
  slo: 'mail',
  ...PLACE,
  kind: 'promise-changed',
  level: 'notice',
  before: 'Mail comes.',
  after: 'Mail comes soon.',
  consequence: 'Messages say the new sentence.',
};
const COST: Change = {
  slo: '',
  stage: '',
  account: '',
  region: '',
  kind: 'cost-changed',
  level: 'info',
  before: '1.00 USD a month',
  after: '1.10 USD a month',
  consequence: 'All alarms and dashboards together cost 0.10 USD a month more.',
};

function document(changes: readonly Change[], ok = true): DiffDocument {
  return { version: 1, ok, changes: [...changes], usdPerMonth: { before: 1, after: 1.1 } };
}

describe('changes in words', () => {
  it('stand SLO by SLO, with the consequence below each', () => {
    expect(diffInWords(document([WIPED, PROMISE, COST]), PLAIN)).toBe(
      `orders
  danger  history-wiped
    before  prod-orders
    after   prod-intake
    It begins without a history.

mail
  notice  promise-changed
    before  Mail comes.
    after   Mail comes soon.
    Messages say the new sentence.

all together
  info  cost-changed
    before  1.00 USD a month
    after   1.10 USD a month
    All alarms and dashboards together cost 0.10 USD a month more.

3 changes: 1 dangerous, 1 worth a look, 1 for information`,
    );
  });

  it('say what --fail-on found, and where SLOs of one name are', () => {
    const there = { ...WIPED, region: 'eu-west-3' };
    const words = diffInWords(document([WIPED, there], false), PLAIN);
    expect(words).toContain('orders (eu-west-1)\n');
    expect(words).toContain('orders (eu-west-3)\n');
    expect(words).toMatch(/A change is of a kind that --fail-on names\.$/);
  });

  it('are one line where nothing changed', () => {
    expect(diffInWords(document([]), PLAIN)).toBe('Nothing changes about the SLOs.');
    expect(diffInMarkdown(document([]))).toBe('Nothing changes about the SLOs.');
  });

  it('show of long texts what differs', () => {
    const [before, after] = ['good', 'bad'].map((end) => `${'The same. '.repeat(60)}${end}${' and so on'.repeat(60)}`);
    const words = diffInWords(document([{ ...PROMISE, before, after }]), PLAIN);
    expect(words).toMatch(/before {2}…[^\n]{40}good and so on.{140,150}…\n {4}after {3}…[^\n]{40}bad and so on/);
  });

  it('obey nothing that people wrote', () => {
    const after = '\u001b[2J\u202eevil\nsecond line';
    expect(diffInWords(document([{ ...PROMISE, after }]), PLAIN)).toContain('    after   [2Jevil second line\n');
  });
});

describe('changes as a comment', () => {
  it('are a heading with counts and a table', () => {
    expect(diffInMarkdown(document([WIPED, PROMISE, COST]))).toBe(
      `### SLOs: 3 changes: 1 dangerous, 1 worth a look, 1 for information

|  | SLO | change | before | after | on deployment |
| --- | --- | --- | --- | --- | --- |
| **danger** | orders | history-wiped | prod-orders | prod-intake | It begins without a history. |
| notice | mail | promise-changed | Mail comes. | Mail comes soon. | Messages say the new sentence. |
| info | all together | cost-changed | 1.00 USD a month | 1.10 USD a month | All alarms and dashboards together cost 0.10 USD a month more. |`,
    );
    expect(diffInMarkdown(document([WIPED], false))).toContain('**A change is of a kind that --fail-on names.**');
  });

  it('take what people wrote for text: it leaves no cell, hides nothing, calls nobody', () => {
    const after = 'a | b\n\n# c\n<script>alert(1)</script> <!-- @echarpe/ops #12 **bold** [x](javascript:y)';
    const comment = diffInMarkdown(document([{ ...PROMISE, slo: 'a|b', after, consequence: `About ${after}` }]));
    const lines = comment.split('\n');
    expect(lines).toHaveLength(5);
    // Six cells: seven bars that nothing escapes.
    expect(lines[4]!.match(/(?<!\\)\|/g)).toHaveLength(7);
    expect(comment).not.toMatch(/<|@echarpe|#12|(?<!\\)\*\*bold|(?<!\\)\]\(/);
  });

  it('stay below what GitHub takes, and count what does not fit', () => {
    const many = Array.from({ length: 2000 }, (_, at) => ({ ...PROMISE, slo: `mail-${at}`, after: 'x'.repeat(5000) }));
    const comment = diffInMarkdown(document(many));
    expect(comment.length).toBeLessThan(65_536);
    const shown = comment.match(/^\| notice/gm)!.length;
    expect(comment).toMatch(new RegExp(`… and ${2000 - shown} more: \`slo diff\` shows them all\\.$`));
  });
});
