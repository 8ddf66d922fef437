import { EXIT } from '../lib/commands/usage-error';
import { type Style, styleFor } from '../lib/render/style';
import { jsonOf } from '../lib/render/text';

/**
 * Prints what a verb found out: one JSON document, or words for people. A document that says `ok: false` answers "no".
 *
 * @param inWords what people read; without it the verb prints what it makes itself
 */
export function answer<D extends { readonly version: 1; readonly ok?: boolean }>(
  document: D,
  { json = false }: { readonly json?: boolean },
  inWords: (document: D, style: Style) => string,
): void {
  console.log(json ? jsonOf(document) : inWords(document, styleFor(process.stdout)));
  exitWith(document);
}

/**
 * Prints what a verb made, for a file or the next command, and what it has to say about it beside.
 *
 * @param made goes to standard output, as it is; nothing when it stands in a file already
 */
export function answerBeside<D extends { readonly ok: boolean }>(
  document: D,
  made: string,
  inWords: (document: D, style: Style) => string,
): void {
  process.stdout.write(made);
  console.error(inWords(document, styleFor(process.stderr)));
  exitWith(document);
}

function exitWith({ ok }: { readonly ok?: boolean }): void {
  if (ok === false) process.exitCode = EXIT.no;
}
