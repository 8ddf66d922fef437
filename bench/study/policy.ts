import type { AlarmDefinition, Objective } from '../../lib/assembly';
import { EVIDENCE, parseAlarmName } from '../../lib/model/names';
import { type Call, type SimulatedCloudWatch, SimulatedIncidents, type Transition } from '../../lib/simulate';

/** What people are told, as alarms change. */
export interface Verdict {
  receive(transition: Transition): void;
  /** What only the passing of time decides; epoch milliseconds. */
  tick(now: number): void;
  /** Everybody who was called so far. */
  calls(): readonly Call[];
}

/** Alarms over one SLO, and who is called when they change. */
export interface Policy {
  readonly alarms: readonly AlarmDefinition[];
  verdict(cloudwatch: SimulatedCloudWatch): Verdict;
}

/** What the template declares: its alarms, and incidents as our functions make them. */
export function declared(objective: Objective): Policy {
  return incidentPolicy(objective);
}

/** The same tiers and the same incidents, but a page tier calls somebody as soon as it is in ALARM. */
export function withoutEvidence(objective: Objective): Policy {
  const alarms = objective.alarms.filter(({ name }) => parseAlarmName(name)?.alarm !== EVIDENCE);
  const entry = { ...objective.entry, evidence: false };
  return incidentPolicy({ ...objective, alarms, entry });
}

function incidentPolicy(objective: Objective): Policy {
  const verdict = (cloudwatch: SimulatedCloudWatch): Verdict => {
    const incidents = new SimulatedIncidents([objective], cloudwatch);
    return {
      receive: (transition) => incidents.receive(transition),
      tick: (now) => incidents.tick(now),
      calls: () => incidents.incidents().flatMap(({ calls }) => calls),
    };
  };
  return { alarms: objective.alarms, verdict };
}
