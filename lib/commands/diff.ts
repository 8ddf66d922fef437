import { statSync } from 'node:fs';
import { compare } from '../diff/compare';
import { readSide, type Side } from '../diff/side';
import { CHANGES, type ChangeKind, type DiffDocument } from '../model/contracts/documents';
import { openAssembly, reading } from './assembly';
import { suggestion } from './suggestion';
import { UsageError } from './usage-error';

export { diffInMarkdown, diffInWords } from '../render/diff';

export interface DiffOptions {
  /** What is deployed, or was before: an assembly or a template. */
  readonly before: string;
  /** What is to be deployed. */
  readonly after: string;
  /** Kinds of changes that make the answer "no". */
  readonly failOn?: readonly string[];
}

/** What a deployment changes about SLOs, and what happens then. */
export function diff({ before, after, failOn = [] }: DiffOptions): DiffDocument {
  for (const kind of failOn) {
    if (!isKind(kind)) throw new UsageError(`--fail-on: got "${kind}", ${suggestion(kind, CHANGES)}`);
  }
  const document = compare(side('OLD', before), side('NEW', after));
  return { ...document, ok: !document.changes.some(({ kind }) => failOn.includes(kind)) };
}

function isKind(kind: string): kind is ChangeKind {
  return (CHANGES as readonly string[]).includes(kind);
}

function side(which: string, path: string): Side {
  const assembly = openAssembly(path, which);
  return reading(which, () => readSide(assembly, statSync(path).isFile()));
}
