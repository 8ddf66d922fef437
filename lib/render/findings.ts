import type { CheckDocument, Finding } from '../model/contracts/documents';
import type { Style } from './style';
import { line } from './text';
import { wrapped } from './wrapped';

const WIDTH = 80;
const INDENT = '    ';
/** Levels as people call them. */
const WORDS: Readonly<Record<Finding['level'], string>> = { error: 'error', warning: 'warning', info: 'note' };

/** The answer of `slo check` for people: the resources in which the worst was found come first. */
export function findingsInWords({ objectives, findings }: CheckDocument, style: Style): string {
  const counted = `${objectives} SLO${objectives === 1 ? '' : 's'} checked`;
  if (findings.length === 0) return style.good(`${counted}: nothing found`);
  const counts = (['error', 'warning', 'info'] as const).flatMap((level) => {
    const { length } = findings.filter((finding) => finding.level === level);
    return length === 0 ? [] : [`${length} ${WORDS[level]}${length === 1 ? '' : 's'}`];
  });
  const groups = [...byResource(findings)].map(([resource, its]) =>
    [style.strong(line(resource)), ...its.flatMap((finding) => about(finding, style))].join('\n'),
  );
  return [...groups, `${counted}: ${counts.join(', ')}`].join('\n\n');
}

function byResource(findings: readonly Finding[]): ReadonlyMap<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.resource);
    if (group === undefined) groups.set(finding.resource, [finding]);
    else group.push(finding);
  }
  return groups;
}

function about({ id, level, message }: Finding, style: Style): string[] {
  const emphasis = { error: style.danger, warning: style.notice, info: style.quiet }[level];
  const text = wrapped(line(message), WIDTH - INDENT.length).map((words) => `${INDENT}${words}`);
  return [`  ${emphasis(WORDS[level])} ${style.quiet(id)}`, ...text];
}
