import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './median';
import { arm, compileArms } from './simulate/arm';
import type { Firing } from './simulate/arms/firing';
import type { Found } from './simulate/arms/simulate';
import { type Figure, print } from './simulate/figures';
import { hasPromtool, promtoolCpuMs } from './simulate/promtool';

/**
 * What it costs to simulate: an SLO with the default policy (three tiers, evidence, no-data, incidents) over a year of minutes, a
 * hundred of them over a month, and a tier over short and long windows; beside Prometheus's own tool where it is installed. CPU of whole
 * processes from start to end, in turn with their floor, medians of five.
 *
 * Floors: `load` is node's start and the loading of the same modules; `sum` does that, reads the same files and adds up both columns,
 * byte by byte, which is the least that can be done with a history.
 */
const RUNS = 5;

/**
 * Ours. A goal is chosen by looking at a year again and again, and after a second people begin to think of other things (Nielsen,
 * "Response Times: The 3 Important Limits"); 300 MB leave room in a small container of a pipeline, and a hundred SLOs over a month are
 * what a pull request of a company waits for. Sums over windows come from running totals, so their length must not matter beyond noise.
 */
const LIMITS = { yearSeconds: 1, yearMb: 300, estateSeconds: 10, windows: 1.2 };

interface Inputs {
  readonly folder: string;
  /** Assemblies of five and of a hundred SLOs. */
  readonly service: string;
  readonly estate: string;
  readonly year: string;
  readonly months: readonly string[];
  readonly fourWeeks: string;
}

function prepare(folder: string): Inputs {
  const script = join(__dirname, 'simulate/prepare.ts');
  execFileSync(process.execPath, ['--import', 'tsx', script, folder], {
    env: { ...process.env, CDK_VALIDATION: 'false' },
    stdio: 'inherit',
  });
  const months = join(folder, 'months');
  return {
    folder,
    service: join(folder, 'service'),
    estate: join(folder, 'estate'),
    year: join(folder, 'year.csv'),
    months: readdirSync(months).map((file) => join(months, file)),
    fourWeeks: join(folder, 'four-weeks.csv'),
  };
}

function simulated({ service, estate, year, months }: Inputs): Figure[] {
  const rounds = Array.from({ length: RUNS }, () => ({
    load: arm('load').cpuMs,
    yearFloor: arm('sum', year).cpuMs,
    year: arm<Found>('simulate', service, year),
    estateFloor: arm('sum', ...months).cpuMs,
    estate: arm<Found>('simulate', estate, ...months),
  }));
  const of = (figure: (round: (typeof rounds)[number]) => number) => median(rounds.map(figure));
  const [first] = rounds;
  console.log(`year of an SLO: ${inWords(first!.year.answer)}`);
  console.log(`${months.length} SLOs over 30 days: ${inWords(first!.estate.answer)}`);
  console.log(`start-up: ${of(({ load }) => load).toFixed(0)} ms of CPU; medians of ${RUNS}:`);
  return [
    {
      what: 'year: CPU beyond start-up, s',
      value: of(({ year: { cpuMs }, load }) => cpuMs - load) / 1000,
      limit: LIMITS.yearSeconds,
    },
    { what: 'year: peak memory, MB', value: of(({ year: { peakMb } }) => peakMb), limit: LIMITS.yearMb },
    { what: 'year / reading and adding it up', value: of(({ year: { cpuMs }, yearFloor }) => cpuMs / yearFloor) },
    {
      what: `${months.length} SLOs, 30 days: CPU, s`,
      value: of(({ estate: { cpuMs } }) => cpuMs) / 1000,
      limit: LIMITS.estateSeconds,
    },
    { what: `${months.length} SLOs, 30 days: peak memory, MB`, value: of(({ estate: { peakMb } }) => peakMb) },
    {
      what: `${months.length} SLOs, 30 days / reading and adding them up`,
      value: of(({ estate: { cpuMs }, estateFloor }) => cpuMs / estateFloor),
    },
  ];
}

function inWords({ transitions, incidents, pages, tickets }: Found): string {
  return `${transitions} changes of alarms, ${incidents} incidents, ${pages} pages, ${tickets} tickets`;
}

function windows({ service, year }: Inputs): Figure[] {
  const { answer } = arm<{ hour: number; days: number }[]>('windows', service, year);
  return [
    { what: 'a point of the tier 1 h and 5 min, ns', value: median(answer.map(({ hour }) => hour)) },
    { what: 'a point of the tier 3 d and 6 h, ns', value: median(answer.map(({ days }) => days)) },
    { what: 'a point, 3 d / 1 h', value: median(answer.map(({ hour, days }) => days / hour)), limit: LIMITS.windows },
  ];
}

function promtool({ folder, service, fourWeeks }: Inputs): Figure[] {
  if (!hasPromtool()) {
    console.log('promtool is not installed (Debian package prometheus), so nothing is said about it');
    return [];
  }
  const rounds = Array.from({ length: RUNS }, () => {
    const ours = arm<Firing[]>('firing', service, fourWeeks);
    return { ours, theirs: promtoolCpuMs(folder, fourWeeks, ours.answer) };
  });
  const { answer } = rounds[0]!.ours;
  const minutes = answer.reduce((sum, { from, to }) => sum + to - from, 0);
  console.log(`28 days of the fast tier: ${answer.length} times in ALARM, ${minutes} minutes, each also promtool's:`);
  return [
    { what: 'ours: CPU, start-up included, s', value: median(rounds.map(({ ours }) => ours.cpuMs)) / 1000 },
    { what: 'promtool test rules: CPU, s', value: median(rounds.map(({ theirs }) => theirs)) / 1000 },
    { what: 'ours / promtool test rules', value: median(rounds.map(({ ours, theirs }) => ours.cpuMs / theirs)) },
  ];
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-simulate-'));
  try {
    compileArms();
    const inputs = prepare(folder);
    const holds = [simulated, windows, promtool].map((part) => print(part(inputs)));
    if (holds.includes(false)) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main();
