import { existsSync } from 'node:fs';
import { delimiter } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OwnTarget } from './author';
import { guarded, inTime } from './guarded';
import { holdWhatIsLeftBehind } from './left-behind';
import type { Target, TargetCall, TargetDependencies } from './target';
import { tools } from './tools';

/** Where layers put them; `customTarget` makes layers so. */
const FOLDER = '/opt/cdk-slo/targets';

/** Loads a module: the file of one kind. */
type Load = (path: string) => Promise<object>;

const CALLS: readonly TargetCall[] = ['find', 'create', 'edit', 'note', 'remove'];

/**
 * A target whose code is its user's own, from a layer. The runner on one computer has no `/opt`: it names other folders in
 * `CDK_SLO_TARGETS`.
 * @throws Error naming target and file, what was found there and what is allowed
 */
export async function ownTarget(dependencies: TargetDependencies, load: Load = importFile): Promise<Target> {
  holdWhatIsLeftBehind();
  const { timeoutMs } = dependencies;
  const config = structuredClone(dependencies.config);
  const { kind } = config;
  const folders = (process.env.CDK_SLO_TARGETS ?? FOLDER).split(delimiter);
  const paths = folders.map((folder) => `${folder}/${kind}.mjs`);
  const path = paths.find(existsSync) ?? paths[0]!;
  const loaded = await inTime(load(path), timeoutMs).catch((error: Error) => {
    throw new Error(`${path}: does not load: ${error.message}`);
  });
  const factory = 'default' in loaded ? loaded.default : undefined;
  if (typeof factory !== 'function')
    throw new Error(`${path}: default export: got ${typeof factory}, allowed is a function of dependencies and tools`);
  const make = async () => (factory as OwnTarget)({ ...dependencies, config }, tools);
  const target = await inTime(make(), timeoutMs).catch((error: Error) => {
    throw new Error(`${path}: ${error.message}`);
  });
  const missing = CALLS.find((call) => typeof target?.[call] !== 'function');
  if (missing !== undefined)
    throw new Error(`${path}: ${missing}: got ${typeof target?.[missing]}, allowed is a function`);
  if (typeof target.abilities !== 'object' || target.abilities === null)
    throw new Error(`${path}: abilities: got ${target.abilities}, allowed is an object`);
  return guarded(target, timeoutMs);
}

function importFile(path: string): Promise<object> {
  return import(pathToFileURL(path).href);
}
