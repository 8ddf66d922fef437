export { type ReadAlarmsOptions, readAlarms } from './alarms';
export { readComposites } from './composites';
export * from './definitions';
export { AssemblyError } from './error';
export {
  type Environment,
  environmentOf,
  type IntrinsicScope,
  type PhysicalReference,
  type PhysicalValues,
  partitionOf,
  resolveIntrinsics,
} from './intrinsics';
export { type IntervalUnit, type Objective, type ObjectiveInterval, readObjectives } from './objectives';
export type { ReadOptions } from './physical';
export { readAssembly } from './read';
export {
  type Assembly,
  type AssemblyStack,
  type PlacedResource,
  resourcesOfType,
  type Template,
  type TemplateResource,
} from './template';
