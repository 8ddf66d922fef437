/** Nobody writes deeper rules, expressions or files; parsers recurse, and a text from outside must not exhaust the call stack. */
export const DEEPEST_NESTING = 100;

/** `- - - x` and `? ? x` nest without indentation. */
const COMPACT = new RegExp(String.raw`^[ \t]*(?:[-?][ \t]+){${DEEPEST_NESTING + 1}}`);

/**
 * Line at which YAML nests deeper than anybody writes; nothing when it does not. Asked before the parser, which recurses. Brackets in
 * quoted texts count, too: they would have to be a hundred that nobody closes.
 */
export function yamlTooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (const [at, line] of text.split('\n').entries()) {
    if (COMPACT.test(line)) return at + 1;
    for (const character of line) {
      if (character === '[' || character === '{') depth += 1;
      else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
      if (depth > DEEPEST_NESTING) return at + 1;
    }
  }
  return undefined;
}
