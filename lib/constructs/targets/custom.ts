import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { isOurKind } from '../../model/wording/target-words';
import type { IIncidentTarget, SecretTargetProps, TargetPermission } from '../incident-target';
import { declareTarget } from './declare';
import { targetCode } from './target-code';

/** Properties of a target of one's own. */
export interface CustomTargetProps extends SecretTargetProps {
  /** What it is, none of ours: lower-case letters, digits and "-". Targets of one kind share their code. */
  readonly kind: string;
  /**
   * Path of its one file, `.mjs`, seen from where synth runs. Its default export makes the target, from what it is handed and nothing else:
   * see docs/targets/own.md.
   */
  readonly code: string;
  /**
   * Keys of its secret.
   * @default - it has none
   */
  readonly secretKeys?: string[];
  /**
   * What it is told; it checks them itself.
   * @default - nothing
   */
  readonly settings?: { [name: string]: string };
  /**
   * Whether it wakes people: it hears of an incident only once somebody is to be woken.
   * @default false
   */
  readonly pager?: boolean;
  /**
   * What the role of the function `deliver` may do for it.
   * @default - nothing
   */
  readonly permissions?: TargetPermission[];
}

/** A target of one's own: one file that becomes a layer of the function `deliver`. */
export function customTarget(props: CustomTargetProps): IIncidentTarget {
  const { kind, code, secretKeys = [], settings = {}, pager, permissions } = props;
  const path = resolve(code);
  const faults = [kindFault(kind), codeFault(path)].filter((fault) => fault !== undefined);
  return declareTarget({
    kind,
    props,
    settings,
    keys: secretKeys,
    faults,
    ...(pager !== undefined && { pager }),
    ...(permissions && { permissions: () => permissions }),
    layer: (scope) => targetCode(scope, kind, path),
  });
}

function kindFault(kind: string): string | undefined {
  if (!/^[a-z0-9-]+$/.test(kind))
    return `kind: got "${kind}", allowed are lower-case letters, digits and "-", at least one`;
  return isOurKind(kind) ? `kind: got "${kind}", which is one of ours, allowed is another name` : undefined;
}

function codeFault(path: string): string | undefined {
  const allowed = 'allowed is the path of one .mjs file with a default export';
  if (extname(path) !== '.mjs') return `code: got "${path}", ${allowed}`;
  if (!existsSync(path) || !statSync(path).isFile()) return `code: got "${path}", where no file is, ${allowed}`;
  const isExported = /^\s*export\s+(?:default\b|\{[^}]*\bdefault\b)/m.test(readFileSync(path, 'utf8'));
  return isExported ? undefined : `code: got "${path}" without a default export, ${allowed}`;
}
