import { renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Objective } from '../assembly';
import {
  type PolicyName,
  policies,
  type SimulatedObjective,
  type SimulationDocument,
} from '../model/contracts/documents';
import type { Progress } from '../render/progress';
import type { Reported } from '../report';
import { countedCalls, type Recording, type Run, run, timeOf } from '../simulate';
import { openAssembly } from './assembly';
import type { CutOptions } from './cut';
import { type HistoryFileOptions, type HistoryFiles, historyFiles } from './history-options';
import { comparedWith, recordedAlarms, TRUNCATED } from './simulation/against';
import { alarmOf, incidentOf, simulateObjective } from './simulation/objective-document';
import { type RecordedObjective, readRecordings } from './simulation/recordings';
import { jointRemarksOf, remarksOf } from './simulation/remarks';
import { type Scene, sceneOf, watched } from './simulation/scene';
import { suggestion } from './suggestion';
import { UsageError } from './usage-error';

export { simulationInWords } from '../render/simulation';
export { simulationInMarkdown } from '../render/simulation-markdown';

export interface SimulateOptions extends HistoryFileOptions, CutOptions {
  readonly assembly: string;
  /** Whose alarms, calls and cost the answer is about. @default 'declared' */
  readonly policy?: string;
  /** Minutes by which AWS reads later than a data point is complete. @default '0' */
  readonly lag?: string;
  /** Recorded changes of alarms to compare with: what DescribeAlarmHistory answers. */
  readonly against?: string;
  readonly lenient?: boolean;
  /** File that the answer is written to as a page for people. */
  readonly html?: string;
}

interface Simulation {
  readonly document: SimulationDocument;
  /** What a page is drawn from, one for each SLO of the answer; nothing where no page is asked for, because it is large. */
  readonly drawn: readonly Reported[];
}

type Watch = (progress: Progress) => void;

interface Alone {
  readonly objective: Objective;
  readonly document: SimulatedObjective;
  readonly drawn?: Reported;
}

/**
 * What the alarms that a synthesized template declares would have done over a history, and what people would have been told. A missing
 * account or region in the template does not matter here.
 *
 * @param watch hears how far the work is
 */
export function simulate(options: SimulateOptions, watch: Watch = () => undefined): SimulationDocument {
  const files = historyFiles(options);
  if (options.html !== undefined) refuseToOverwrite(options.html, files, options.against);
  const { document, drawn } = simulation(files, options, watch);
  if (options.html !== undefined) writePage(options.html, document, drawn);
  return document;
}

function simulation(files: HistoryFiles, options: SimulateOptions, watch: Watch): Simulation {
  const estate = watched(openAssembly(options.assembly));
  const policy = policyNamed(options.policy ?? 'declared');
  const lagMinutes = minutesOf('--lag', options.lag ?? '0');
  const against = options.against === undefined ? undefined : recordedAlarms(options.against);
  const { objectives, metrics } = readRecordings(files, estate, options);
  const sceneFor = (recorded: readonly RecordedObjective[]) => ({
    ...sceneOf(
      estate,
      recorded.map(({ objective }) => objective),
      metrics,
    ),
    metrics,
    lagMinutes,
    recordings: recordingsOf(recorded),
  });
  const alone = objectives.map((recorded, index): Alone => {
    const passed = (share: number) => watch({ done: index + share, all: objectives.length });
    const scene = sceneFor([recorded]);
    const simulated = simulating(() =>
      simulateObjective({
        recorded,
        estate: estate.objectives,
        policy,
        scene,
        passed,
        remarks: [...remarksOf(recorded), ...(against?.truncated ? [TRUNCATED] : [])],
      }),
    );
    const compared = against && comparedWith(against, simulated.run, lagMinutes, namesOf(scene));
    const document = { ...simulated.document, ...(compared === undefined ? {} : { against: compared }) };
    const { objective } = recorded;
    if (options.html === undefined) return { objective, document };
    const { cloudwatch } = simulated.run;
    return { objective, document, drawn: { objective, cloudwatch, series: drawnSeries(cloudwatch, objective) } };
  });
  const drawn = alone.flatMap((one) => one.drawn ?? []);
  const [only, ...others] = alone;
  if (only !== undefined && others.length === 0) return { document: { version: 1, ...only.document }, drawn };
  const scene = sceneFor(objectives);
  const joint = simulating(() => run({ ...scene, objectives: objectives.map(({ objective }) => objective) }));
  return { document: together(policy, alone, joint, scene, jointRemarksOf(objectives)), drawn };
}

/** The page must not take the place of what it is made from: a recording cannot be fetched again after its weeks. */
function refuseToOverwrite(page: string, { histories, metrics }: HistoryFiles, against: string | undefined): void {
  const read = [...histories, ...metrics].map(({ file }) => file);
  if ([...read, ...(against === undefined ? [] : [against])].some((file) => resolve(file) === resolve(page)))
    throw new UsageError(`--html: got ${page}, which is read as well, allowed is any other file`);
}

/** Whole or not at all; loaded when it is asked for, because what draws it is large. */
function writePage(file: string, document: SimulationDocument, drawn: readonly Reported[]): void {
  const { htmlReport } = require('../report') as typeof import('../report');
  const page = htmlReport(document, drawn);
  try {
    writeFileSync(`${file}.new`, page);
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw new UsageError(`--html: cannot write ${file}: ${(error as Error).message}`);
  }
}

function drawnSeries(cloudwatch: Run['cloudwatch'], { objectiveName }: Objective): Reported['series'] {
  const { startMinute, bad, total } = cloudwatch.outcomes(objectiveName);
  return { startMinute, total, good: total.map((all, minute) => all - bad[minute]!) };
}

function namesOf({ alarms, composites }: Scene): string[] {
  return [...alarms, ...composites].map(({ name }) => name);
}

/** Only the incidents of the declared policy join SLOs; by the others every SLO calls for itself. */
function together(
  policy: PolicyName,
  alone: readonly Alone[],
  { incidents, declared, from, to }: Run,
  { notSimulated }: Scene,
  remarks: readonly string[],
): SimulationDocument {
  const its = new Set(alone.flatMap(({ objective }) => objective.alarms.map(({ name }) => name)));
  const isDeclared = policy === 'declared';
  const sum = (count: 'pages' | 'tickets') => alone.reduce((all, { document }) => all + document[count], 0);
  return {
    version: 1,
    ok: alone.every(({ document }) => document.ok),
    from: new Date(timeOf(from)).toISOString(),
    to: new Date(timeOf(to)).toISOString(),
    minutes: to - from,
    ...(isDeclared ? countedCalls(declared.calls) : { pages: sum('pages'), tickets: sum('tickets') }),
    incidents: isDeclared ? incidents.incidents().map(incidentOf) : [],
    simulations: alone.map(({ document }) => document),
    alarms: declared.transitions.filter(({ alarmName }) => !its.has(alarmName)).map(alarmOf()),
    notSimulated: [...notSimulated],
    remarks: [...remarks],
  };
}

function recordingsOf(recorded: readonly RecordedObjective[]): ReadonlyMap<string, Recording> {
  return new Map(
    recorded.flatMap(({ objective, recording }) => (recording ? [[objective.objectiveName, recording] as const] : [])),
  );
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
