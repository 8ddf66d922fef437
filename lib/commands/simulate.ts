import { type Objective, readObjectives } from '../assembly';
import { monthlyCostUsd } from '../cost/objective';
import type { SimulationDocument } from '../model/contracts/documents';
import { recordedMetrics } from '../model/contracts/measurement';
import { parseAlarmName } from '../model/names';
import { type RequestSeries, SimulatedCloudWatch, type Transition, timeOf } from '../simulate';
import { SimulatedIncidents } from '../simulate/incidents';
import { openAssembly, reading } from './assembly';
import { readRequestSeries } from './histories';
import { suggestion } from './suggestion';
import { UsageError } from './usage-error';

export { simulationInWords } from '../render/simulation';

export interface SimulateOptions {
  readonly assembly: string;
  readonly slo: string;
  readonly history: string;
  readonly lenient?: boolean;
}

/**
 * What the alarms that the synthesized template declares for one SLO would have done over a history, and what people
 * would have been told. A missing account or region in the template does not matter here.
 */
export function simulate(options: SimulateOptions): SimulationDocument {
  const objectives = reading('--assembly', () => readObjectives(openAssembly(options.assembly)));
  const objective = chosen(objectives, options.slo);
  const { series } = readRequestSeries(options.history, options.lenient);
  const cloudwatch = new SimulatedCloudWatch({
    objectives: [objective],
    composites: [],
    series: new Map([[objective.objectiveName, series]]),
  });
  const incidents = new SimulatedIncidents([objective], cloudwatch);
  const transitions: Transition[] = [];
  for (let minute = series.startMinute + 1; minute <= series.endMinute; minute += 1) {
    const changes = cloudwatch.evaluate(timeOf(minute));
    for (const change of changes) incidents.receive(change);
    transitions.push(...changes);
    incidents.tick(timeOf(minute));
  }
  return document(objective, objectives, series, cloudwatch, transitions, incidents);
}

/** By its name; by its name in Application Signals where several stages have one of that name. */
function chosen(objectives: readonly Objective[], slo: string): Objective {
  const named = objectives.filter(({ entry, objectiveName }) => entry.slo === slo || objectiveName === slo);
  const names = [...new Set(named.map(({ objectiveName }) => objectiveName))];
  const [objective] = named;
  if (objective === undefined) {
    const known = [...new Set(objectives.map(({ entry }) => entry.slo))];
    throw new UsageError(`--slo: got "${slo}", ${suggestion(slo, known)}`);
  }
  if (names.length > 1) throw new UsageError(`--slo: got "${slo}", which is several, allowed are ${names.join(', ')}`);
  if (recordedMetrics(objective.entry.measurement) === undefined) {
    throw new UsageError(
      `--slo: got "${slo}", allowed are SLOs that count requests by plain metrics: the history says how many were good, and nothing else`,
    );
  }
  return objective;
}

function document(
  objective: Objective,
  estate: readonly Objective[],
  series: RequestSeries,
  cloudwatch: SimulatedCloudWatch,
  transitions: readonly Transition[],
  incidents: SimulatedIncidents,
): SimulationDocument {
  const end = timeOf(series.endMinute);
  const budget = cloudwatch.budget(objective.objectiveName, end);
  const states = incidents.incidents().map(({ state }) => state);
  const attainment = cloudwatch.attainment(objective.objectiveName, end);
  return {
    version: 1,
    slo: objective.entry.slo,
    policy: 'declared',
    from: iso(timeOf(series.startMinute)),
    to: iso(end),
    minutes: series.minutes,
    attainment: attainment ?? null,
    budget: { totalBad: budget.badRequests, usedFraction: budget.total === 0 ? null : budget.usedFraction },
    alarms: transitions.map((transition) => alarm(objective, transition)),
    pages: states.reduce((sum, { pages }) => sum + pages, 0),
    tickets: states.reduce((sum, { tickets }) => sum + tickets, 0),
    ...firstDetection(objective, series, cloudwatch, transitions),
    monthlyCostUsd: Math.round(monthlyCostUsd(objective, estate) * 100) / 100,
  };
}

function alarm(objective: Objective, transition: Transition): SimulationDocument['alarms'][number] {
  const name = parseAlarmName(transition.alarmName)!.alarm;
  const tier = objective.entry.tiers.find((candidate) => candidate.alarm === name);
  return {
    name: transition.alarmName,
    tier: tier?.alarm ?? null,
    urgency: tier?.urgency ?? null,
    state: transition.value,
    at: iso(transition.at),
  };
}

/** The first tier that fired, and how long bad requests had been coming without a pause of an hour. */
function firstDetection(
  objective: Objective,
  series: RequestSeries,
  cloudwatch: SimulatedCloudWatch,
  transitions: readonly Transition[],
): Pick<SimulationDocument, 'firstDetection'> {
  const first = transitions.find(({ value, alarmName }) => {
    const name = parseAlarmName(alarmName)?.alarm;
    return value === 'ALARM' && objective.entry.tiers.some(({ alarm: tier }) => tier === name);
  });
  if (first === undefined) return {};
  const budgetUsed = cloudwatch.budget(objective.objectiveName, first.at).usedFraction;
  const delayMinutes = first.at / 60_000 - faultBegan(series, first.at / 60_000);
  return { firstDetection: { at: iso(first.at), budgetUsed, delayMinutes } };
}

const PAUSE_MINUTES = 60;

function faultBegan(series: RequestSeries, until: number): number {
  let began = until;
  for (let minute = until - 1; minute >= series.startMinute && began - minute <= PAUSE_MINUTES; minute -= 1) {
    const index = minute - series.startMinute;
    if (series.total[index]! > series.good[index]!) began = minute;
  }
  return began;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
