import type { Objective } from '../assembly';
import { type PolicyName, policies, type SimulationDocument } from '../model/contracts/documents';
import { type Recording, type Run, run } from '../simulate';
import { openAssembly } from './assembly';
import type { CutOptions } from './cut';
import { type HistoryFileOptions, historyFiles } from './history-options';
import { alarmOf, incidentOf, type SimulatedAlone, simulateObjective } from './simulation/objective-document';
import { type RecordedObjective, readRecordings } from './simulation/recordings';
import { remarksOf } from './simulation/remarks';
import { type Scene, sceneOf, watched } from './simulation/scene';
import { suggestion } from './suggestion';
import { UsageError } from './usage-error';

export interface SimulateOptions extends HistoryFileOptions, CutOptions {
  readonly assembly: string;
  /** Whose alarms, calls and cost the answer is about. @default 'declared' */
  readonly policy?: string;
  /** Minutes by which AWS reads later than a data point is complete. @default '0' */
  readonly lag?: string;
  readonly lenient?: boolean;
}

export interface Simulation {
  readonly document: SimulationDocument;
  /** One for each SLO of the answer. */
  readonly alone: readonly (SimulatedAlone & { readonly objective: Objective })[];
}

/**
 * What the alarms that a synthesized template declares would have done over a history, and what people would have been told. A missing
 * account or region in the template does not matter here.
 */
export function simulate(options: SimulateOptions): Simulation {
  const estate = watched(openAssembly(options.assembly));
  const policy = policyNamed(options.policy ?? 'declared');
  const files = historyFiles(options);
  const recordings = readRecordings(files, estate, (name) => chosen(estate.objectives, name), options);
  const lagMinutes = minutesOf('--lag', options.lag ?? '0');
  const objectives = recordings.objectives.map(({ objective }) => objective);
  const { metrics } = recordings;
  const alone = recordings.objectives.map((recorded) => {
    const { objective } = recorded;
    const scene = sceneOf(estate, [objective], metrics);
    return {
      objective,
      ...simulating(() =>
        simulateObjective({
          recorded,
          estate: estate.objectives,
          policy,
          run: { ...scene, metrics, lagMinutes, recordings: recordingsOf([recorded]) },
          notSimulated: scene.notSimulated,
          remarks: remarksOf(recorded),
        }),
      ),
    };
  });
  const [only, ...others] = alone;
  if (only !== undefined && others.length === 0) return { document: { version: 1, ...only.document }, alone };
  const scene = sceneOf(estate, objectives, metrics);
  const joint = simulating(() =>
    run({ ...scene, objectives, metrics, lagMinutes, recordings: recordingsOf(recordings.objectives) }),
  );
  return { document: together(alone, joint, scene), alone };
}

function together(
  alone: Simulation['alone'],
  { incidents, declared, cloudwatch: _ }: Run,
  { notSimulated }: Scene,
): SimulationDocument {
  const its = new Set(alone.flatMap(({ objective }) => objective.alarms.map(({ name }) => name)));
  const calls = (urgency: 'page' | 'ticket') => declared.calls.filter((call) => call.urgency === urgency).length;
  return {
    version: 1,
    ok: alone.every(({ document }) => document.ok),
    pages: calls('page'),
    tickets: calls('ticket'),
    incidents: incidents.incidents().map(incidentOf),
    simulations: alone.map(({ document }) => document),
    alarms: declared.transitions.filter(({ alarmName }) => !its.has(alarmName)).map(alarmOf()),
    notSimulated: [...notSimulated],
    remarks: [],
  };
}

function recordingsOf(recorded: readonly RecordedObjective[]): ReadonlyMap<string, Recording> {
  return new Map(recorded.map(({ objective, recording }) => [objective.objectiveName, recording]));
}

/** By its name; by its name in Application Signals where several stages have one of that name. */
function chosen(objectives: readonly Objective[], slo: string | undefined): Objective {
  if (slo === undefined) throw new UsageError('--slo: got nothing, allowed is the SLO that the history belongs to');
  const named = objectives.filter(({ entry, objectiveName }) => entry.slo === slo || objectiveName === slo);
  const names = [...new Set(named.map(({ objectiveName }) => objectiveName))];
  const [objective] = named;
  if (objective === undefined) {
    const known = [...new Set(objectives.map(({ entry }) => entry.slo))];
    throw new UsageError(`--slo: got "${slo}", ${suggestion(slo, known)}`);
  }
  if (names.length > 1) throw new UsageError(`--slo: got "${slo}", which is several, allowed are ${names.join(', ')}`);
  return objective;
}

function policyNamed(name: string): PolicyName {
  const found = policies.find((known) => known === name);
  if (found === undefined) throw new UsageError(`--policy: got "${name}", ${suggestion(name, policies)}`);
  return found;
}

/** Ours: nobody's alarms read hours late. */
const MOST_LAG_MINUTES = 60;

function minutesOf(option: string, text: string): number {
  const minutes = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (minutes <= MOST_LAG_MINUTES) return minutes;
  throw new UsageError(`${option}: got "${text}", allowed are whole minutes from 0 to ${MOST_LAG_MINUTES}`);
}

/** What cannot be simulated is said in the terms of the command line. */
function simulating<T>(simulate: () => T): T {
  try {
    return simulate();
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) throw new UsageError(error.message);
    throw error;
  }
}
