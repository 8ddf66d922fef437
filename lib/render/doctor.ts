import type { DoctorDocument } from '../model/contracts/documents';
import { many } from '../model/wording/amounts';
import { kindInWords } from '../model/wording/target-words';
import type { Style } from './style';
import { line } from './text';
import { wrapped } from './wrapped';

const WIDTH = 80;
const INDENT = '    ';

/** The answer of `slo doctor` for people: each target with what is wrong and what to do. */
export function doctorInWords({ stage, deliveries, targets, findings }: DoctorDocument, style: Style): string {
  const sections = targets.map(({ name, kind, examined }) => {
    const its = findings.filter(({ target }) => target === name);
    const title = `${style.strong(line(name))} ${style.quiet(line(kindInWords(kind)))}`;
    const found = its.length === 0 ? style.good('  nothing found') : '';
    const verdict = examined ? found : notExamined(its.length, style);
    return [`${title}${verdict}`, ...its.flatMap((finding) => about(finding, style))].join('\n');
  });
  const off = deliveries === 'off' ? [style.danger(silenced(stage))] : [];
  return [...off, ...sections, closing({ targets, findings }, style)].join('\n\n');
}

function about({ id, level, message, remedy }: DoctorDocument['findings'][number], style: Style): string[] {
  const emphasis = level === 'error' ? style.danger : style.notice;
  return [`  ${emphasis(level)} ${style.quiet(id)}`, ...indented(line(message)), ...indented(`To do: ${line(remedy)}`)];
}

function indented(text: string): string[] {
  return wrapped(text, WIDTH - INDENT.length).map((words) => `${INDENT}${words}`);
}

/** Where nothing is wrong with its secret either, nobody here knows the kind. */
function notExamined(findings: number, style: Style): string {
  return style.notice(`  not examined${findings === 0 ? ': a kind of your own' : ''}`);
}

function silenced(stage: string): string {
  return [
    'Deliveries are switched off: incidents are recorded, and nobody is told of them. To switch them on:',
    `aws ssm put-parameter --overwrite --name /slo-response/${stage}/deliveries --value on`,
  ].join('\n');
}

function closing({ targets, findings }: Pick<DoctorDocument, 'targets' | 'findings'>, style: Style): string {
  const looked = `${many(targets.length, 'target')} looked at`;
  const errors = findings.filter(({ level }) => level === 'error').length;
  const warnings = findings.length - errors;
  if (findings.length === 0) return style.good(`${looked}: nothing found`);
  const counts = [errors && many(errors, 'error'), warnings && many(warnings, 'warning')].filter(Boolean);
  return `${looked}: ${counts.join(', ')}`;
}
