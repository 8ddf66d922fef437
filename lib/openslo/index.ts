import type { LeftOut } from '../model/contracts/documents';
import type { Declaration } from './declaration';
import { readObjects, type SourceFile } from './documents';
import { leftovers } from './leftovers';
import { Library } from './library';
import { SloMapper } from './map-slo';
import { Part, type Resource } from './resource';
import { writeModule } from './write/module';

export type { SourceFile } from './documents';
export { OpenSloError } from './error';
export { LARGEST_FILE_BYTES } from './limits';
export { sizeFault } from './yaml';

export interface Imported {
  /** Declarations with our constructs; empty when there are none. */
  readonly typescript: string;
  /** Names of the SLOs that were written. */
  readonly slos: readonly string[];
  /** What could not be expressed, in the order of files and lines. */
  readonly left: readonly LeftOut[];
}

/**
 * OpenSLO v1 as TypeScript. References may lead from one file to another.
 * @throws OpenSloError for a file that cannot be read at all
 */
export function importOpenSlo(files: readonly SourceFile[]): Imported {
  const { found, left: unread } = readObjects(files);
  const library = new Library(found);
  const left = [...unread];
  const mapper = new SloMapper(library, left);
  const declarations = distinct(
    library.of('SLO').flatMap((slo) => mapper.map(slo).map((declaration) => ({ slo, declaration }))),
    left,
  );
  left.push(...leftovers(library, declarations));
  const services = library.of('Service');
  return {
    typescript:
      declarations.length === 0
        ? ''
        : writeModule(
            declarations,
            services,
            files.map(({ name }) => name),
          ),
    slos: declarations.map(({ sloName }) => sloName),
    left: inOrder(left, files),
  };
}

/** SLOs of several objectives may take the name of another one. */
function distinct(
  named: readonly { readonly slo: Resource<'SLO'>; readonly declaration: Declaration }[],
  left: LeftOut[],
): Declaration[] {
  const taken = new Map<string, Declaration>();
  for (const { slo, declaration } of named) {
    const { sloName } = declaration;
    const first = taken.get(sloName);
    if (first === undefined) taken.set(sloName, declaration);
    else {
      const reason = `got "${sloName}", which is the name of the SLO at ${first.place}; allowed is each name once; this SLO is not written`;
      left.push(new Part(slo, ['metadata', 'name']).left(reason));
    }
  }
  return [...taken.values()];
}

/** An indicator that two SLOs use is complained about once. */
function inOrder(left: readonly LeftOut[], files: readonly SourceFile[]): LeftOut[] {
  const order = new Map(files.map(({ name }, at) => [name, at]));
  const once = new Map(left.map((entry) => [JSON.stringify(entry), entry]));
  return [...once.values()].sort(
    (a, b) => order.get(a.file)! - order.get(b.file)! || (a.line ?? 0) - (b.line ?? 0) || a.document - b.document,
  );
}
