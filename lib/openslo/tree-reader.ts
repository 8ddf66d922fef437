import { isAlias, isMap, isScalar, type LineCounter, type ParsedNode, type YAMLMap, type YAMLSeq } from 'yaml';
import { DEEPEST_NESTING } from '../model/nesting';
import { OpenSloError } from './error';
import { MOST_ALIASED_NODES } from './limits';
import { isMapping, type Tree } from './tree';

/** How the core schema of YAML 1.2 writes nothing. */
const NOTHING = /^(?:~|null|Null|NULL)?$/;

/**
 * One document as a tree. Aliases are followed here and not by the package: in one pass, and with a limit that no document of a person
 * meets. Merge keys (`<<`) are not in YAML 1.2, but what writes OpenSLO in other places takes them.
 */
export class TreeReader {
  readonly #anchors = new Map<string, ParsedNode>();
  readonly #open = new Set<ParsedNode>();
  /** Line of the outermost alias that is being followed. */
  #aliasLine: number | undefined;
  #aliased = 0;

  constructor(
    private readonly file: string,
    private readonly lines: LineCounter,
  ) {}

  /** @throws OpenSloError for unknown aliases, those that hold themselves, too many, and keys that stand twice */
  read(node: ParsedNode): Tree {
    const line = this.lines.linePos(node.range[0]).line;
    if (this.#aliasLine !== undefined) this.#countAliased(this.#aliasLine);
    if (isAlias(node)) return this.#alias(node.source, line);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (this.#open.size > DEEPEST_NESTING) {
      this.#refuse(line, `got more than ${DEEPEST_NESTING} levels of nesting, allowed are ${DEEPEST_NESTING}`);
    }
    if (isScalar(node)) {
      const text = String(node.value);
      return { line, value: node.type === 'PLAIN' && NOTHING.test(text) ? undefined : text };
    }
    this.#open.add(node);
    const value = isMap(node) ? this.#mapping(node) : this.#list(node as YAMLSeq);
    this.#open.delete(node);
    return { line, value };
  }

  #alias(name: string, line: number): Tree {
    const node = this.#anchors.get(name);
    if (node === undefined) this.#refuse(line, `got the alias *${name}, allowed are anchors that stand before it`);
    if (this.#open.has(node))
      this.#refuse(line, `got the alias *${name} inside its own anchor, allowed is one outside`);
    const outermost = this.#aliasLine === undefined;
    this.#aliasLine ??= line;
    const tree = this.read(node);
    if (outermost) this.#aliasLine = undefined;
    return tree;
  }

  #countAliased(line: number): void {
    this.#aliased += 1;
    if (this.#aliased <= MOST_ALIASED_NODES) return;
    this.#refuse(
      line,
      `got aliases that repeat more than ${MOST_ALIASED_NODES} values, allowed are ${MOST_ALIASED_NODES}: write out what is meant`,
    );
  }

  #list(node: YAMLSeq): Tree[] {
    return (node.items as ParsedNode[]).map((item) => this.read(item));
  }

  #mapping(node: YAMLMap): Map<string, Tree> {
    const own = new Map<string, Tree>();
    const merged: Tree[] = [];
    for (const { key, value } of node.items as { key: ParsedNode; value: ParsedNode | null }[]) {
      const { line, value: name } = this.read(key);
      // A key without a value: `alertPolicies:`.
      const tree = value === null ? { line, value: undefined } : { ...this.read(value), line };
      if (name === '<<') merged.push(...this.#merged(tree));
      else if (own.has(String(name))) this.#refuse(line, `got the key "${name}" twice, allowed is each key once`);
      else own.set(String(name), tree);
    }
    // What stands in the mapping itself wins, then what is merged first.
    for (const { value } of merged) {
      for (const [name, tree] of value as ReadonlyMap<string, Tree>) if (!own.has(name)) own.set(name, tree);
    }
    return own;
  }

  #merged(tree: Tree): readonly Tree[] {
    const parts = isMapping(tree.value) || !Array.isArray(tree.value) ? [tree] : (tree.value as Tree[]);
    for (const { line, value } of parts) {
      if (!isMapping(value))
        this.#refuse(line, 'got a merge key (<<) without a mapping, allowed are aliases of mappings');
    }
    return parts;
  }

  #refuse(line: number, fault: string): never {
    throw new OpenSloError(this.file, line, fault);
  }
}
