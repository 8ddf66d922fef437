import type { ImportDocument, LeftOut } from '../model/contracts/documents';
import type { Style } from './style';
import { line as oneLine } from './text';

/** Names in a row that people still read; all of them stand in the TypeScript. */
const MOST_NAMES = 10;

/** What `slo import` says beside the TypeScript: what was written, and what was left. */
export function importInWords({ slos, left, out }: ImportDocument, style: Style): string {
  const where = out === undefined ? '' : ` to ${out}`;
  const written =
    slos.length === 0 ? 'No SLO could be written.' : `${counted(slos.length, 'SLO')} written${where}: ${named(slos)}.`;
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

function named(slos: readonly string[]): string {
  const shown = slos.slice(0, MOST_NAMES);
  const others = slos.length - shown.length;
  return others === 0 ? shown.join(', ') : `${shown.join(', ')} and ${others} more`;
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
