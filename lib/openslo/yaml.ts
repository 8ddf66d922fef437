import { type Document, LineCounter, type ParsedNode, parseAllDocuments, type YAMLError } from 'yaml';
import { DEEPEST_NESTING, yamlTooDeepAt } from '../model/nesting';
import { OpenSloError } from './error';
import { LARGEST_FILE_BYTES } from './limits';
import type { Tree } from './tree';
import { TreeReader } from './tree-reader';

/** Messages of the parser may quote the file. */
const LONGEST_MESSAGE = 120;

export interface YamlDocument {
  /** Which document of the file, from 1; empty ones count. */
  readonly number: number;
  readonly tree: Tree;
}

/**
 * The documents of a file, without those that say nothing.
 * @throws OpenSloError for what is not YAML 1.2, and for what would hold the machine
 */
export function readYaml(file: string, text: string): YamlDocument[] {
  refuse(file, text);
  const lines = new LineCounter();
  // The failsafe schema leaves scalars as they were written. Unique keys are checked by ours, which takes less than quadratic time.
  const parsed = parseAllDocuments(text, {
    lineCounter: lines,
    logLevel: 'silent',
    prettyErrors: false,
    schema: 'failsafe',
    stringKeys: true,
    uniqueKeys: false,
  });
  const documents = Array.isArray(parsed) ? parsed : [];
  const wrong = documents.flatMap(({ errors }) => errors)[0];
  if (wrong !== undefined) throw new OpenSloError(file, lines.linePos(wrong.pos[0]).line, syntaxFault(wrong));
  const read = documents.flatMap((document, at) => {
    const tree = treeOf(file, document, lines);
    return tree === undefined ? [] : [{ number: at + 1, tree }];
  });
  if (read.length === 0)
    throw new OpenSloError(file, undefined, 'got no document, allowed are OpenSLO documents as YAML');
  return read;
}

function treeOf(file: string, { contents }: Document.Parsed<ParsedNode>, lines: LineCounter): Tree | undefined {
  if (contents === null) return undefined;
  const tree = new TreeReader(file, lines).read(contents);
  return tree.value === undefined ? undefined : tree;
}

function refuse(file: string, text: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > LARGEST_FILE_BYTES) throw new OpenSloError(file, undefined, sizeFault(bytes));
  const binary = text.search(/[\0\ufffd]/);
  if (binary !== -1) {
    const line = text.slice(0, binary).split('\n').length;
    throw new OpenSloError(file, line, 'got bytes that are no text, allowed is YAML in UTF-8');
  }
  const deep = yamlTooDeepAt(text);
  if (deep !== undefined) throw new OpenSloError(file, deep, nestingFault());
}

export function sizeFault(bytes: number): string {
  return `got ${bytes} bytes, allowed are ${LARGEST_FILE_BYTES}: split the file`;
}

function nestingFault(): string {
  return `got more than ${DEEPEST_NESTING} levels of nesting, allowed are ${DEEPEST_NESTING}`;
}

function syntaxFault({ code, message }: YAMLError): string {
  if (code === 'TAB_AS_INDENT') return 'got a tab as indentation, allowed are spaces';
  if (code === 'RESOURCE_EXHAUSTION') return nestingFault();
  return `got what YAML 1.2 does not know (${message.slice(0, LONGEST_MESSAGE)}), allowed is YAML 1.2`;
}
