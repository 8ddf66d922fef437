import type * as v from 'valibot';
import type { Target, TargetDependencies } from './target';
import type { TargetTools } from './tools';

/** What a target of one's own is written against: `cdk-slo/target`, types only. See docs/targets/own.md. */
export type { FailureReason, TargetResult } from '../../lib/model/contracts/target-result';
export type { NeutralDocument, NeutralNote } from '../../lib/model/wording/document';
export type {
  Fields,
  FindHint,
  Picture,
  RemoteObject,
  RemoteRef,
  Target,
  TargetDependencies,
  Write,
} from './target';
export type { TargetTools } from './tools';

/** What an answer must look like, made with `tools.v`. */
export type Shape<T> = v.GenericSchema<unknown, T>;

/**
 * The default export of the file. Called once per process; it throws where the settings are wrong, saying what, got, allowed.
 * @param tools what our own targets are made with: the file imports nothing
 */
export type OwnTarget = (dependencies: TargetDependencies, tools: TargetTools) => Target | Promise<Target>;
