export { readAlarms } from './alarms';
export { readComposites } from './composites';
export * from './definitions';
export { type Environment, environmentOf, partitionOf } from './environment';
export { AssemblyError } from './error';
export { type ExclusionWindowDefinition, exclusionWindows } from './exclusion-windows';
export type { IntervalUnit } from './interval-unit';
export {
  type IntrinsicScope,
  type PhysicalReference,
  type PhysicalValues,
  resolveIntrinsics,
  UNKNOWN,
} from './intrinsics';
export { type MuteRuleDefinition, readMuteRule, readMuteRules } from './mute-rules';
export {
  type Objective,
  type ObjectiveInterval,
  readObjectives,
  readWatching,
  type Watching,
} from './objectives';
export { type ReadOptions, ResourceReader } from './physical';
export { readAssembly } from './read';
export { readRules } from './rules';
export {
  type Assembly,
  type AssemblyStack,
  type PlacedResource,
  resourcesOfType,
  type Template,
  type TemplateResource,
} from './template';
