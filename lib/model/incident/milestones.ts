import type { Person } from '../contracts/command';
import { isCanary } from './canary';
import type { IncidentState, Milestone } from './state';

/** What a milestone is about, beside its kind; anything else in the value is not taken over. */
interface About {
  readonly slo?: string;
  readonly alarm?: string;
  readonly by?: Person;
  readonly text?: string;
  readonly support?: boolean;
}

/** By these support knows more than before: the next news is promised from here on. */
const NEWS: ReadonlySet<Milestone['kind']> = new Set([
  'joined',
  'paged',
  'pageSpared',
  'worse',
  'acknowledged',
  'updateMissed',
  'mitigated',
  'reopened',
]);

/** Nobody follows a canary's conversation: its message says all there is. */
export function told(state: IncidentState, at: number, kind: Milestone['kind'], about: About = {}): IncidentState {
  if (isCanary(state)) return state;
  const { slo, alarm, by, text, support } = about;
  const milestone: Milestone = {
    n: state.revision,
    at,
    kind,
    severity: state.severity,
    ...(slo === undefined ? {} : { slo }),
    ...(alarm === undefined ? {} : { alarm }),
    ...(by === undefined ? {} : { by }),
    ...(text === undefined ? {} : { text }),
    ...(support === undefined ? {} : { support }),
  };
  const isNews = NEWS.has(kind) || (kind === 'noted' && support === true);
  const updatedAt = isNews ? Math.max(state.updatedAt, at) : state.updatedAt;
  return { ...state, updatedAt, milestones: [...state.milestones, milestone] };
}
