import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { declareEstate } from '../synth/declared';
import { FAULTS, SHORT_FAULTS } from './faults';
import { slice, type Traffic, trafficOf } from './traffic';

/**
 * Writes what is simulated: `node prepare.js <folder>`. A process of its own, because on Linux the peak memory of a process begins with
 * what its parent held when it was started (measured: 395 MB of an empty process started by one of 440 MB), and the CDK is large.
 */
const DAY = 1440;
const YEAR = 365 * DAY;
const MONTH = 30 * DAY;
const SLOS = 100;
const SEED = 6;
const START = Date.UTC(2026, 0, 1);

function csv({ good, total }: Traffic): string {
  const lines = ['timestamp,good,total'];
  for (const [minute, count] of total.entries()) {
    if (Number.isNaN(count)) continue;
    const time = new Date(START + minute * 60_000).toISOString().replace('.000', '');
    lines.push(`${time},${good[minute]},${count}`);
  }
  return `${lines.join('\n')}\n`;
}

function synthesize(slos: number, outdir: string): void {
  const app = new App({ outdir });
  declareEstate(app, slos);
  app.synth();
}

function main(folder: string): void {
  synthesize(5, join(folder, 'service'));
  synthesize(SLOS, join(folder, 'estate'));
  const year = trafficOf(YEAR, FAULTS, SEED);
  writeFileSync(join(folder, 'year.csv'), csv(year));
  writeFileSync(join(folder, 'four-weeks.csv'), csv(trafficOf(28 * DAY, SHORT_FAULTS, SEED)));
  mkdirSync(join(folder, 'months'));
  // Months of one year that overlap, so that each SLO has troubles of its own.
  for (let slo = 0; slo < SLOS; slo += 1) {
    const from = 3 * DAY * slo;
    writeFileSync(join(folder, 'months', `${String(slo).padStart(3, '0')}.csv`), csv(slice(year, from, from + MONTH)));
  }
}

main(process.argv[2]!);
