/** The JSON documents that commands print on standard output, version 1. */

export { type CheckDocument, checkDocument, type Finding, LEVELS } from './check';
export { type CostDocument, costDocument, SHARED_KINDS, type SharedKind } from './cost';
export { CHANGE_LEVELS, CHANGES, type Change, type ChangeKind, type DiffDocument, diffDocument } from './diff';
export { type DoctorDocument, doctorDocument } from './doctor';
export { type ImportDocument, importDocument, type LeftOut } from './import';
export { type PagesDocument, pagesDocument } from './pages';
export { type PullDocument, pullDocument } from './pull';
export { type RedeliveryDocument, redeliveryDocument } from './redelivery';
export {
  type ComparedPolicy,
  type Fault,
  type Notification,
  type PolicyName,
  type ProposedGoal,
  policies,
  type SimulatedIncidentDocument,
  type SimulatedObjective,
  type SimulationDocument,
  simulationDocument,
} from './simulation';
export { type StoryDocument, type StoryIncident, type StoryTarget, storyDocument } from './story';
export { type SupportReportDocument, supportReportDocument } from './support-report';
