import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { isOurKind } from '../../model/wording/target-words';
import type { IIncidentTarget, SecretTargetProps, TargetPermission } from '../incident-target';
import { declareTarget } from './declare';
import { inWords, mapFaults, mapTextFaults, textFaults } from './prop-faults';
import { targetCode } from './target-code';

const KIND = /^[a-z0-9-]+$/;
const CODE = 'is the path of one .mjs file with a default export';

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
  readonly settings?: Record<string, string>;
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
  const faults = [
    ...textFaults('kind', kind, (text) => KIND.test(text), 'are lower-case letters, digits and "-", at least one'),
    isOurKind(kind) ? `kind: got "${kind}", which is one of ours, allowed is another name` : undefined,
    ...codeFaults(code),
    ...keyFaults(secretKeys),
    ...mapFaults('settings', settings, (name, value) => mapTextFaults('settings', name, value)),
  ];
  return declareTarget({
    kind,
    props,
    settings: () => settings,
    keys: secretKeys,
    faults,
    ...(pager !== undefined && { pager }),
    ...(permissions && { permissions: () => permissions }),
    layer: (scope) => targetCode(scope, kind, resolve(code)),
  });
}

function keyFaults(keys: unknown): readonly string[] {
  if (!Array.isArray(keys)) return [`secretKeys: got ${inWords(keys)}, allowed is a list of texts`];
  return keys.flatMap((key) => textFaults('secretKeys', key, () => true, 'are texts'));
}

function codeFaults(code: unknown): readonly string[] {
  const wrong = textFaults('code', code, (text) => extname(text) === '.mjs', CODE);
  if (wrong.length > 0) return wrong;
  const path = resolve(String(code));
  if (!existsSync(path) || !statSync(path).isFile()) return [`code: got "${path}", where no file is, allowed ${CODE}`];
  const isExported = /^\s*export\s+(?:default\b|\{[^}]*\bdefault\b)/m.test(readFileSync(path, 'utf8'));
  return isExported ? [] : [`code: got "${path}" without a default export, allowed ${CODE}`];
}
