/** The JSON documents that commands print on standard output, version 1. */

export { type CheckDocument, checkDocument, type Finding, LEVELS } from './check';
export { type CostDocument, costDocument } from './cost';
export { CHANGES, type Change, type ChangeKind, type DiffDocument, diffDocument } from './diff';
export { type ImportDocument, importDocument, type LeftOut } from './import';
export { type PagesDocument, pagesDocument } from './pages';
export { type RedeliveryDocument, redeliveryDocument } from './redelivery';
export { type SimulationDocument, simulationDocument } from './simulation';
export { type StoryDocument, type StoryIncident, type StoryTarget, storyDocument } from './story';
