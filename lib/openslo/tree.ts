/**
 * What a YAML document says, with the line of each part. Scalars are the text that was written: 0.9995 stays what a person typed, and
 * no binary float comes between.
 */
export interface Tree {
  /** From 1. */
  readonly line: number;
  /** Nothing for `null` and for a key without a value. */
  readonly value: string | readonly Tree[] | ReadonlyMap<string, Tree> | undefined;
}

/** The same without lines. */
export type Plain = string | undefined | readonly Plain[] | { readonly [key: string]: Plain };

export function plain({ value }: Tree): Plain {
  if (value === undefined || typeof value === 'string') return value;
  if (!isMapping(value)) return value.map(plain);
  return Object.fromEntries([...value].map(([key, part]) => [key, plain(part)]));
}

/** Line of a part; of the nearest one around it where it is missing. */
export function lineOf(tree: Tree, path: readonly (string | number)[]): number {
  let at = tree;
  for (const step of path) {
    const { value } = at;
    if (value === undefined || typeof value === 'string') break;
    const next = isMapping(value) ? value.get(String(step)) : value[Number(step)];
    if (next === undefined) break;
    at = next;
  }
  return at.line;
}

export function isMapping(value: Tree['value']): value is ReadonlyMap<string, Tree> {
  return value instanceof Map;
}
