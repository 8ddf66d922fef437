/** Texts of a declaration in which something is filled in when they are told: ways out, which are the same in every place. */

/** What is filled in. */
export interface Filling {
  readonly stage: string;
  /** Left as it is where nobody knows it yet. */
  readonly region?: string;
}

const NAMES = ['region', 'stage'] as const;
const PLACEHOLDER = /\{(region|stage)\}/g;

/** What is wrong with a text, in words; nothing when it is fine. Another brace is a mistyped name, which nobody would fill in. */
export function placeholderFault(what: string, text: string): string | undefined {
  const other = /\{[^{}]*\}?|\}/.exec(text.replace(PLACEHOLDER, ''))?.[0];
  const allowed = NAMES.map((name) => `{${name}}`).join(' and ');
  return other === undefined ? undefined : `${what}: got "${other}", allowed are ${allowed}, and no other braces`;
}

/** The text as it is told. */
export function filledIn(text: string, filling: Filling): string {
  return text.replace(PLACEHOLDER, (whole, name: (typeof NAMES)[number]) => filling[name] ?? whole);
}
