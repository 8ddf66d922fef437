import type { LeftOut } from '../model/contracts/documents';
import type { Body, Kind } from './shapes';
import { lineOf, type Tree } from './tree';

/** Where an object stands. */
export interface Origin {
  readonly file: string;
  /** Which document of the file, from 1. */
  readonly document: number;
  readonly tree: Tree;
}

export type Path = readonly (string | number)[];

/** One object of OpenSLO that has its shape. */
export interface Resource<K extends Kind = Kind> {
  readonly kind: K;
  readonly name: string;
  readonly origin: Origin;
  readonly body: Body<K>;
}

/** A part of an object: where complaints about it point to. */
export class Part {
  constructor(
    private readonly named: { readonly kind: string; readonly name: string; readonly origin: Origin },
    readonly path: Path,
  ) {}

  at(...path: Path): Part {
    return new Part(this.named, [...this.path, ...path]);
  }

  /** @param reason why it is not expressed, and what to do by hand */
  left(reason: string): LeftOut {
    const { kind, name, origin } = this.named;
    const { file, document, tree } = origin;
    return { file, document, line: lineOf(tree, this.path), kind, name, field: fieldOf(this.path), reason };
  }
}

/** `spec.objectives[0].target` */
function fieldOf(path: Path): string {
  return path.reduce<string>(
    (field, step) => (typeof step === 'number' ? `${field}[${step}]` : field === '' ? step : `${field}.${step}`),
    '',
  );
}
