import { CHANGE_LEVELS, type Change, type DiffDocument } from '../model/contracts/documents';
import { markdownTable } from './markdown-table';
import { placeNames } from './places';
import type { Style } from './style';
import { line, truncated } from './text';

/** Longer texts are cut around what differs. */
const LONGEST_TEXT = 200;
/** Of what is the same, so much stays before what differs. */
const CONTEXT = 40;
const NOTHING = 'Nothing changes about the SLOs.';
const NOT_OK = 'A change is of a kind that --fail-on names.';

const COUNTED: Readonly<Record<Change['level'], string>> = {
  danger: 'dangerous',
  notice: 'worth a look',
  info: 'for information',
};
/** Instead of a name. */
const WHOLE = 'all together';

/** The answer of `slo diff` for people: SLO by SLO, the one with the worst change first. */
export function diffInWords({ ok, changes }: DiffDocument, style: Style): string {
  if (changes.length === 0) return style.good(NOTHING);
  const nameOf = placeNames(changes);
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const name = change.slo === '' ? WHOLE : nameOf(change);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [change]);
    else group.push(change);
  }
  return [
    ...[...groups].map(([name, its]) =>
      [style.strong(line(name)), ...its.flatMap((change) => inLines(change, style)), ''].join('\n'),
    ),
    counts(changes),
    ...(ok ? [] : [style.danger(NOT_OK)]),
  ].join('\n');
}

function inLines({ level, kind, before, after, consequence }: Change, style: Style): string[] {
  const emphasis = { danger: style.danger, notice: style.notice, info: style.quiet }[level];
  const [was, is] = shortened(before, after);
  return [
    `  ${emphasis(level)}  ${kind}`,
    ...(before === undefined ? [] : [`    before  ${line(was)}`]),
    ...(after === undefined ? [] : [`    after   ${line(is)}`]),
    `    ${line(consequence)}`,
  ];
}

function shortened(before = '', after = ''): readonly [before: string, after: string] {
  if (Math.max(before.length, after.length) <= LONGEST_TEXT) return [before, after];
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  const from = Math.max(0, same - CONTEXT);
  const part = (text: string) => `${from > 0 ? '…' : ''}${truncated(text.slice(from), LONGEST_TEXT)}`;
  return [part(before), part(after)];
}

/** The same as a comment on a pull request. */
export function diffInMarkdown({ ok, changes }: DiffDocument): string {
  if (changes.length === 0) return NOTHING;
  const nameOf = placeNames(changes);
  const rows = changes.map((change) => [
    { markdown: change.level === 'danger' ? '**danger**' : change.level },
    change.slo === '' ? WHOLE : nameOf(change),
    change.kind,
    ...shortened(change.before, change.after),
    change.consequence,
  ]);
  return [
    `### SLOs: ${counts(changes)}`,
    markdownTable(['', 'SLO', 'change', 'before', 'after', 'on deployment'], rows, {
      more: '`slo diff` shows them all',
    }),
    ...(ok ? [] : [`**${NOT_OK}**`]),
  ].join('\n\n');
}

/** `3 changes: 1 dangerous, 2 for information` */
function counts(changes: readonly Change[]): string {
  const parts = CHANGE_LEVELS.flatMap((level) => {
    const found = changes.filter((change) => change.level === level).length;
    return found === 0 ? [] : [`${found} ${COUNTED[level]}`];
  });
  return `${changes.length} change${changes.length === 1 ? '' : 's'}: ${parts.join(', ')}`;
}
