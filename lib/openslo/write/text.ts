/** Everything of OpenSLO that gets into code passes here: texts from outside stay texts. */

/** What editors and compilers may take for a line break, what nobody sees, and what turns the direction of writing (CVE-2021-42574). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

function escaped(text: string): string {
  return text.replace(HIDDEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A string literal, in the quotes that need fewer escapes, as formatters do. */
export function string(text: string): string {
  const literal = escaped(JSON.stringify(text));
  const marks = (mark: string) => text.split(mark).length;
  if (marks("'") > marks('"')) return literal;
  return `'${literal.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Name of a member, quoted where it must be. One name is no member in an object literal, unless it is computed. */
export function key(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return IDENTIFIER.test(name) ? name : string(name);
}

/** A member of a value: `services.shop`, `services['web-shop']`. */
export function member(of: string, name: string): string {
  return IDENTIFIER.test(name) ? `${of}.${name}` : `${of}[${string(name)}]`;
}

/** A text in a comment: quoted, in one line, and never the end of it. */
export function quoted(text: string): string {
  return escaped(JSON.stringify(text)).replaceAll('*/', '*\\/');
}

/** Words of ours around a file name, in a comment. */
export function remark(text: string): string {
  return escaped(text).replaceAll('*/', '*\\/');
}
