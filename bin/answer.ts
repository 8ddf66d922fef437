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
  if (document.ok === false) process.exitCode = EXIT.no;
}
