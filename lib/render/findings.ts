import type { CheckDocument, Finding } from '../model/contracts/documents';
import type { Style } from './style';
import { plain } from './text';

/** The answer of `slo check` for people. */
export function findingsInWords({ objectives, findings }: CheckDocument, style: Style): string {
  const counted = `${objectives} SLO${objectives === 1 ? '' : 's'} checked`;
  if (findings.length === 0) return style.good(`${counted}: nothing found`);
  const count = (level: Finding['level'], word: string) => {
    const found = findings.filter((finding) => finding.level === level).length;
    return found === 0 ? [] : [`${found} ${word}${found === 1 ? '' : 's'}`];
  };
  const counts = [...count('error', 'error'), ...count('warning', 'warning'), ...count('info', 'note')].join(', ');
  return [...findings.map((finding) => about(finding, style)), `${counted}: ${counts}`].join('\n');
}

function about({ id, level, resource, message }: Finding, style: Style): string {
  const emphasis = { error: style.danger, warning: style.notice, info: style.quiet }[level];
  return `${emphasis(level)} ${style.strong(resource)}\n  ${plain(message)}  ${style.quiet(id)}`;
}
