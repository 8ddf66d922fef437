import * as v from 'valibot';
import type { LeftOut } from '../model/contracts/documents';
import { type Origin, Part, type Resource } from './resource';
import { shapeFaults, shown, unknownFields } from './shape-faults';
import { type Body, KINDS, type Kind, SHAPES } from './shapes';
import { isMapping, type Plain, plain, type Tree } from './tree';
import { readYaml } from './yaml';

const VERSION = 'openslo/v1';

/** A file as it was read. */
export interface SourceFile {
  /** As messages name it. */
  readonly name: string;
  readonly text: string;
}

export interface Objects {
  readonly found: readonly Resource[];
  readonly left: readonly LeftOut[];
}

/**
 * The objects of all files. What is not OpenSLO v1 is left, and the others go on.
 * @throws OpenSloError for a file that cannot be read at all
 */
export function readObjects(files: readonly SourceFile[]): Objects {
  const left: LeftOut[] = [];
  const found = new Map<string, Resource>();
  for (const origin of files.flatMap(originsOf)) {
    const resource = objectOf(origin, left);
    if (resource === undefined) continue;
    const { kind, name } = resource;
    const first = found.get(`${kind} ${name}`);
    if (first === undefined) found.set(`${kind} ${name}`, resource);
    else left.push(new Part(resource, ['metadata', 'name']).left(twice(kind, name, first.origin)));
  }
  return { found: [...found.values()], left };
}

function twice(kind: Kind, name: string, { file, tree }: Origin): string {
  return `got the ${kind} "${name}" twice, allowed is each name once: the one at ${file}:${tree.line} was taken; remove or rename this one`;
}

/** Some tools write one list of objects instead of documents. */
function originsOf({ name: file, text }: SourceFile): Origin[] {
  return readYaml(file, text).flatMap(({ number, tree }) => {
    const objects = Array.isArray(tree.value) ? (tree.value as readonly Tree[]) : [tree];
    return objects.map((object) => ({ file, document: number, tree: object }));
  });
}

function objectOf(origin: Origin, left: LeftOut[]): Resource | undefined {
  const value = plain(origin.tree);
  const { apiVersion, kind } = headOf(value);
  const whole = new Part({ kind: String(kind ?? ''), name: nameIn(value), origin }, []);
  if (!isMapping(origin.tree.value)) {
    left.push(whole.left(`got ${shown(value)}, allowed is an OpenSLO object`));
  } else if (apiVersion !== VERSION) {
    left.push(whole.at('apiVersion').left(versionFault(apiVersion)));
  } else if (!isKind(kind)) {
    left.push(whole.at('kind').left(`got ${shown(kind)}, allowed are ${KINDS.join(', ')}`));
  } else {
    return shaped(kind, origin, value, whole, left);
  }
  return undefined;
}

function shaped(kind: Kind, origin: Origin, value: Plain, whole: Part, left: LeftOut[]): Resource | undefined {
  const { apiVersion: _version, kind: _kind, ...rest } = value as Readonly<Record<string, Plain>>;
  const parsed = v.safeParse(SHAPES[kind], rest);
  const wrong = parsed.success ? [] : shapeFaults(parsed.issues);
  const unknown = unknownFields(SHAPES[kind], rest);
  left.push(...[...wrong, ...unknown].map(({ path, fault }) => whole.at(...path).left(fault)));
  if (!parsed.success) return undefined;
  const body = parsed.output as Body<Kind>;
  return { kind, name: body.metadata.name, origin, body };
}

function headOf(value: Plain): Readonly<Record<string, Plain>> {
  return typeof value === 'object' && !Array.isArray(value) ? (value as Readonly<Record<string, Plain>>) : {};
}

function nameIn(value: Plain): string {
  const { name } = headOf(headOf(value).metadata);
  return typeof name === 'string' ? name : '';
}

function isKind(kind: Plain): kind is Kind {
  return typeof kind === 'string' && Object.hasOwn(SHAPES, kind);
}

function versionFault(version: Plain): string {
  const older = version === 'openslo/v1alpha' ? ': rewrite it as v1, whose objects have other fields' : '';
  const newer = String(version).startsWith('openslo.com/') ? ': v2 is a draft that may change; write it as v1' : '';
  return `got ${shown(version)}, allowed is ${VERSION}${older}${newer}`;
}
