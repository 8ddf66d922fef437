import type { TargetConfig } from '../../lib/model/contracts/target-config';
import {
  type Answer,
  decide,
  type IncidentState,
  isEnd,
  isUnsure,
  type Observation,
  pending,
  type Question,
} from '../../lib/model/incident';
import type { Group } from '../../lib/model/names';
import type { Incident, Ledger } from '../ledger/ledger';
import { log } from '../log';
import { peopleOf } from './people';
import type { Sweeper } from './sweep';

export interface AdvanceProps {
  readonly ledger: Pick<Ledger, 'advance' | 'pageApart' | 'pageTogether' | 'absorb' | 'retire'>;
  readonly sweeper: Pick<Sweeper, 'sweep' | 'isTold'>;
  readonly targets: readonly Pick<TargetConfig, 'name' | 'audience' | 'canary' | 'settings' | 'pager' | 'callbacks'>[];
  /** Everybody who hears of the incident is to be told. */
  tell(incident: Incident): Promise<void>;
  /** More is to be found out, where it is time. */
  enrich(incident: Incident): Promise<void>;
  /** Counts what a decision depends on. */
  count(state: IncidentState, question: Question, now: number): Promise<Answer>;
  now(): number;
}

/** What only the passing of time decides about one group's incident; nothing where it has none. */
export type Advance = (group: Group, observed: Observation | undefined, isOn: boolean) => Promise<Incident | undefined>;

/** While deliveries are switched off nobody is asked: the ledger moves on, and the sweeper brings targets to its newest state afterwards. */
export function advanceWith(props: AdvanceProps): Advance {
  const { ledger, sweeper, targets, tell, enrich } = props;
  return async (group, observed, isOn) => {
    let before: number | undefined;
    const found = await ledger.advance(group, async (state, incident) => {
      before ??= state.revision;
      return (await nextEvent(state, observed, props)) ?? ledger.pageApart(incident, state);
    });
    if (found === undefined) return undefined;
    const isAdvanced = found.state.revision !== before;
    const incident = isAdvanced ? await ledger.pageTogether(found, targets) : found;
    const { sealed, revision, status } = incident.state;
    if (isAdvanced) log.info({ message: 'incident advanced', incident: incident.id, revision, status });
    // The end is told again before nobody looks at the incident any more: the first try may have died.
    if (isOn && (isAdvanced || sealed)) await tell(incident);
    const into = await ledger.absorb(incident);
    if (!isOn) return incident;
    if (into !== undefined) await tell(into);
    const isOver = sealed && (await sweeper.isTold(incident));
    if (isOver) await ledger.retire(incident);
    await enrich(into ?? incident);
    if (!isOver) await sweeper.sweep(incident);
    return incident;
  };
}

/** No end is decided on what is known to be out of date; whatever else is due can wait for nothing. */
async function nextEvent(
  state: IncidentState,
  observed: Observation | undefined,
  { targets, count, now: time }: AdvanceProps,
) {
  const now = time();
  const unsure = observed !== undefined && isUnsure(state, observed);
  for (const due of pending(state, now, peopleOf(targets, state))) {
    if (unsure && isEnd(due.event)) continue;
    const answers = await Promise.all(due.questions.map((question) => count(state, question, now)));
    const event = decide(due, answers);
    if (event !== undefined) return event;
  }
  return undefined;
}
