import type { ImportDocument, LeftOut } from '../model/contracts/documents';
import type { Style } from './style';
import { line as oneLine } from './text';

/** What `slo import` says beside the TypeScript: what was written, and what was left. */
export function importInWords({ slos, left, out }: ImportDocument, style: Style): string {
  const where = out === undefined ? '' : ` to ${out}`;
  const written =
    slos.length === 0
      ? 'No SLO could be written.'
      : `${counted(slos.length, 'SLO')} written${where}: ${slos.join(', ')}.`;
  if (left.length === 0) return style.good(written);
  return [
    slos.length === 0 ? style.danger(written) : written,
    style.strong(`Left for you (${left.length}):`),
    ...left.map((entry) => entryInWords(entry, style)),
  ].join('\n');
}

function entryInWords({ file, line, kind, name, field, reason }: LeftOut, style: Style): string {
  const place = line === undefined ? file : `${file}:${line}`;
  const what = [kind, name, field].filter((part) => part !== '').join(' ');
  return `  ${style.quiet(oneLine(place))} ${style.notice(oneLine(what))}\n    ${oneLine(reason)}`;
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
