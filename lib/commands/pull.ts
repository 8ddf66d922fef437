import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PullDocument } from '../model/contracts/documents';
import { alarmHistoryText, alarmsKeptFrom, readAlarmHistory } from '../pull/alarm-history';
import { Aws, type AwsClients, awsClients } from '../pull/aws';
import { PullError } from '../pull/error';
import { files } from '../pull/files';
import { historyText } from '../pull/history-text';
import { Journal, type Question } from '../pull/journal';
import { objectiveNames, type PulledObjective, readObjective } from '../pull/objective';
import { Patience } from '../pull/patience';
import { rangeOf } from '../pull/range';
import { readMissing } from '../pull/read';
import { LEAST_STEP_SECONDS, stepFor } from '../pull/retention';
import { joined } from '../pull/rows';
import { awsFault } from './aws-fault';
import { type Pulled, pullDocumentOf } from './pull-document';
import { suggestion } from './suggestion';
import { UsageError } from './usage-error';

export { pullInWords } from '../render/pull';

export interface PullOptions {
  /** Name in Application Signals, `<stage>-<slo>`, or ARN. */
  readonly slo: string;
  readonly days: number;
  /** File for the history. */
  readonly out: string;
  /**
   * File for the history of the alarms.
   *
   * @default - none is written
   */
  readonly alarms?: string;
  /**
   * Seconds that a row covers.
   *
   * @default - the finest that CloudWatch keeps for so long
   */
  readonly step?: number;
  /** @default - that of the ARN; otherwise as the SDK finds one: AWS_REGION, then the profile */
  readonly region?: string;
  /**
   * Whether the files may exist already.
   *
   * @default false
   */
  readonly force?: boolean;
}

/** What a pull has around it. */
export interface PullWorld {
  readonly clients: (region?: string) => AwsClients;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Resolves after that time. @throws when the signal says that the user has enough */
  readonly pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** How far it is: `done` ends with `all`. */
  readonly watch: (progress: { readonly done: number; readonly all: number }) => void;
  /** The user has enough: what was read stays. */
  readonly signal?: AbortSignal;
}

const WORLD: PullWorld = {
  clients: awsClients,
  now: Date.now,
  pause: (milliseconds, signal) => sleep(milliseconds, undefined, signal && { signal }),
  watch: () => undefined,
};

/** What the credentials must be allowed to do. */
const ACTIONS = [
  'application-signals:GetServiceLevelObjective',
  'application-signals:ListServiceLevelObjectives',
  'cloudwatch:GetMetricData',
  'cloudwatch:DescribeAlarms',
  'cloudwatch:DescribeAlarmHistory',
];

/**
 * Reads from CloudWatch what an SLO counted and what its alarms did, into files that `slo simulate` reads. What was read before an
 * interruption stays in `<out>.partial`, and the same command goes on from there.
 *
 * @param world @default - AWS, the clock, and nobody who watches
 * @throws UsageError for an unknown SLO, an impossible time, files that may not be written, and when AWS does not let us
 */
export async function pull(options: PullOptions, world: Partial<PullWorld> = {}): Promise<PullDocument> {
  const around = { ...WORLD, ...world };
  const partial = `${options.out}.partial`;
  try {
    // What AWS need not be asked for; the SLO may narrow the steps further.
    stepFor(options.days, LEAST_STEP_SECONDS, options.step);
    checkFiles(options);
  } catch (error) {
    throw usage(error);
  }
  try {
    return pullDocumentOf(await pulled(options, partial, around));
  } catch (error) {
    const fault = around.signal?.aborted ? new UsageError('interrupted') : usage(error);
    if (!(fault instanceof UsageError) || fault.message.startsWith(partial) || !files.exists(partial)) throw fault;
    throw new UsageError(`${fault.message}\nWhat was read stays in ${partial}; the same command goes on from there.`);
  }
}

/** What the user can do something about is a UsageError; everything else stays what it is. */
function usage(error: unknown): unknown {
  return error instanceof PullError ? new UsageError(error.message) : (awsFault(error, ACTIONS) ?? error);
}

async function pulled(options: PullOptions, partial: string, world: PullWorld): Promise<Pulled> {
  const { days, out, alarms: file, step } = options;
  const { signal, watch } = world;
  const aws = new Aws(world.clients(regionOf(options)), new Patience((time) => world.pause(time, signal)), signal);
  const objective = await objectiveOf(aws, options.slo);
  // By the clock of AWS: the newest data points of a future are missing, and those of a past too new.
  const { clockOffset } = aws;
  const now = world.now() + clockOffset;
  const range = rangeOf(days, stepFor(days, objective.periodSeconds, step), now);
  const journal = Journal.open(partial, { objective, days, range, begun: now }, now);
  const { question } = journal;
  const before = journal.parts.length;
  // The history of the alarms is one more step.
  const all = before + journal.missing().length + (file === undefined ? 0 : 1);
  const progress = () => watch({ done: journal.parts.length, all });
  progress();
  await readMissing(aws, journal, progress, signal);
  const read = joined(journal.parts);
  if (read.rows.length === 0) throw withoutData(journal);
  const alarms = file === undefined ? undefined : { file, ...(await alarmsOf(aws, question)) };
  watch({ done: all, all });
  // It may have taken minutes.
  checkFiles(options);
  const texts = alarms === undefined ? [] : [[alarms.file, alarmHistoryText(alarms.history.items)] as const];
  files.place([...texts, [out, historyText(question, read.rows)]]);
  journal.remove();
  const facts = { out, question, read, resumed: before > 0, clockOffset };
  return { ...facts, ...(alarms === undefined ? {} : { alarms }) };
}

function regionOf({ region, slo }: PullOptions): string | undefined {
  return region ?? /^arn:[^:]+:application-signals:([^:]+):/.exec(slo)?.[1];
}

async function objectiveOf(aws: Aws, slo: string): Promise<PulledObjective> {
  const found = await readObjective(aws, slo);
  if (found !== undefined) return found;
  throw new PullError(`--slo: got "${slo}", ${suggestion(slo, await objectiveNames(aws))}`);
}

async function alarmsOf(
  aws: Aws,
  { objective, range, begun }: Question,
): Promise<Omit<NonNullable<Pulled['alarms']>, 'file'>> {
  const from = Math.max(range.from, alarmsKeptFrom(begun));
  return { from, history: await readAlarmHistory(aws, objective.name, { from, to: range.to }) };
}

/** Nothing of it is worth keeping. */
function withoutData(journal: Journal): PullError {
  journal.remove();
  const { objective, range } = journal.question;
  const time = `from ${new Date(range.from).toISOString()} to ${new Date(range.to).toISOString()}`;
  return new PullError(
    `--slo: got "${objective.name}", for which CloudWatch has no data ${time}, allowed are SLOs that were measured in that time`,
  );
}

/** @throws PullError for files that may not be written */
function checkFiles({ out, alarms, force = false }: PullOptions): void {
  const ours = [out, `${out}.partial`, `${out}.new`].map((file) => resolve(file));
  if (alarms !== undefined && ours.includes(resolve(alarms)))
    throw new PullError(`--alarms: got ${alarms}, allowed is any file but those of --out`);
  const named = [['--out', out] as const, ...(alarms === undefined ? [] : [['--alarms', alarms] as const])];
  for (const [option, file] of named) {
    if (!files.exists(dirname(file))) {
      throw new PullError(`${option}: got ${file}, whose folder does not exist, allowed are files in folders that do`);
    }
    if (!force && files.exists(file)) {
      throw new PullError(`${option}: got ${file}, which exists, allowed is a new file, or --force to overwrite it`);
    }
  }
}
