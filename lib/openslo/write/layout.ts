/** Code as a tree, so that what fits stands in one line. */
export type Code = string | Block;

export interface Block {
  readonly open: string;
  readonly items: readonly Item[];
  readonly close: string;
  /** Whether each item has a line of its own even where all would fit into one. */
  readonly broken?: boolean;
}

export interface Item {
  /** Comments before it, each a line; with one the block is broken. */
  readonly comments?: readonly string[];
  /** `good: `, `...`, or nothing. */
  readonly before?: string;
  readonly code: Code;
}

const WIDTH = 120;
const INDENT = '  ';

/**
 * @param before what stands before it in its line
 * @param after what stands behind its end
 */
export function render(code: Code, indent = '', before = '', after = ''): string {
  const flat = flatten(code);
  if (flat !== undefined && `${indent}${before}${flat}${after}`.length <= WIDTH) return `${before}${flat}${after}`;
  if (typeof code === 'string') return `${before}${code}${after}`;
  const inner = `${indent}${INDENT}`;
  const lines = code.items.flatMap(({ comments = [], before: name = '', code: value }) => [
    ...comments.map((comment) => `${inner}// ${comment}`),
    `${inner}${render(value, inner, name, ',')}`,
  ]);
  return `${before}${code.open}\n${lines.join('\n')}\n${indent}${code.close}${after}`;
}

/** Nothing where it cannot stand in one line. */
function flatten(code: Code): string | undefined {
  if (typeof code === 'string') return code;
  if (code.broken) return undefined;
  const parts = code.items.map(({ comments = [], before = '', code: value }) => {
    const flat = comments.length > 0 ? undefined : flatten(value);
    return flat === undefined ? undefined : `${before}${flat}`;
  });
  if (parts.includes(undefined)) return undefined;
  const space = code.open.endsWith('{') ? ' ' : '';
  return `${code.open}${space}${parts.join(', ')}${space}${code.close}`;
}

/** `new Metric({ … })`: a call with one object. */
export function call(name: string, members: readonly (readonly [string, Code] | undefined)[]): Block {
  return object(members, `${name}({`, '})');
}

/** An object literal; names are members as code. */
export function object(members: readonly (readonly [string, Code] | undefined)[], open = '{', close = '}'): Block {
  const items = members.filter((member) => member !== undefined);
  return { open, items: items.map(([name, code]) => ({ before: `${name}: `, code })), close };
}
