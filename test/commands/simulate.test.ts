import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { GoodWhen, Service, Sli, Slo, Team } from '../../lib';
import { simulate } from '../../lib/commands/simulate';
import type { SimulationDocument } from '../../lib/model/contracts/documents';
import { version } from '../../package.json';
import { requests, SERVICE, SLO, TEAM } from '../constructs/fixture';
import { echarpe } from '../support/estate';

const root = resolve(__dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'cdk-slo-simulate-'));
const estate = echarpe();

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
  estate.remove();
});

/** So many requests a minute; `bad` of them fail in the minutes given. */
function history(minutes: number, bad: number, from: number, to: number, total = 10): string {
  const start = Date.parse('2026-11-01T00:00:00Z');
  const rows = Array.from({ length: minutes }, (_, minute) => {
    const good = minute >= from && minute < to ? total - bad : total;
    return `${new Date(start + minute * 60_000).toISOString()},${good},${total}`;
  });
  const file = join(scratch, `${minutes}-${bad}-${from}-${to}-${total}.csv`);
  writeFileSync(file, ['timestamp,good,total', ...rows, ''].join('\n'));
  return file;
}

function simulated(file: string, slo = 'place-order'): SimulationDocument {
  return simulate({ assembly: estate.directory, slo, history: file });
}

function slo(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bin/slo.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('slo simulate', () => {
  it('sees an outage of half an hour: one page, when evidence and the fast tier agree', () => {
    const document = simulated(history(1000, 10, 600, 630));
    expect(document).toMatchObject({
      version: 1,
      slo: 'place-order',
      policy: 'declared',
      minutes: 1000,
      pages: 1,
      tickets: 0,
    });
    expect(document.attainment).toBeCloseTo(97, 10);
    expect(document.budget).toMatchObject({ totalBad: 300 });
    expect(document.budget.usedFraction).toBeCloseTo(30, 10);
    expect(document.firstDetection).toMatchObject({ at: '2026-11-01T10:01:00.000Z', delayMinutes: 1 });
    const fast = document.alarms.filter(({ tier, state }) => tier === 'fast' && state === 'ALARM');
    expect(fast).toEqual([
      {
        name: 'slo/prod/place-order/fast',
        tier: 'fast',
        urgency: 'page',
        state: 'ALARM',
        at: '2026-11-01T10:01:00.000Z',
      },
    ]);
    expect(document.monthlyCostUsd).toBe(1.15);
  });

  it('does not wake anyone for one bad request in a quiet night', () => {
    const document = simulated(history(1000, 1, 600, 601, 1));
    expect(document.alarms.some(({ tier, state }) => tier === 'fast' && state === 'ALARM')).toBe(true);
    expect(document).toMatchObject({ pages: 0, tickets: 1 });
  });

  it('has nothing to say of a good day', () => {
    const document = simulated(history(600, 0, 0, 0));
    expect(document).toMatchObject({ pages: 0, tickets: 0, attainment: 100, budget: { totalBad: 0, usedFraction: 0 } });
    expect(document.firstDetection).toBeUndefined();
  });

  it('prints one JSON document and nothing else', () => {
    const { status, stdout, stderr } = slo(
      'simulate',
      '--assembly',
      estate.directory,
      '--slo',
      'text-preview',
      '--history',
      history(600, 0, 0, 0),
      '--json',
    );
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, slo: 'text-preview' });
  });

  it('prints for people without being asked', () => {
    const { stdout } = slo(
      'simulate',
      '--assembly',
      estate.directory,
      '--slo',
      'place-order',
      '--history',
      history(1000, 10, 600, 630),
    );
    expect(stdout).toMatch(/woken {8}1 times[\s\S]*fast fires \(page\)/);
  });

  it.each([
    [['--version'], 0, new RegExp(`^${version.replaceAll('.', '\\.')}\n$`), /^$/],
    [['--help'], 0, /simulate/, /^$/],
    [['simulate', '--help'], 0, /Examples:/, /^$/],
    [['simulat'], 2, /^$/, /Did you mean simulate\?/],
    [['simulate'], 2, /^$/, /required option '--slo <name>'/],
    [
      ['simulate', '--slo', 'x', '--history', 'y', '--assembly', '/nowhere'],
      2,
      /^$/,
      /slo: --assembly: got "\/nowhere", which does not exist/,
    ],
  ] as const)('%j ends with %i', (args, status, out, err) => {
    const ended = slo(...args);
    expect(ended.status).toBe(status);
    expect(ended.stdout).toMatch(out);
    expect(ended.stderr).toMatch(err);
  });

  it('names what is allowed for an unknown SLO, and file and line of a broken history', () => {
    expect(() => simulated(history(10, 0, 0, 0), 'orders')).toThrow(
      '--slo: got "orders", allowed are incident-delivery, place-order, text-preview',
    );
    const broken = join(scratch, 'broken.csv');
    writeFileSync(broken, 'timestamp,good,total\n2026-11-01T00:00:00Z,2,1\n');
    expect(() => simulated(broken)).toThrow(/broken\.csv:2: /);
    expect(() => simulated(join(scratch, 'missing.csv'))).toThrow(/cannot read .*missing\.csv/);
  });
});

describe('slo simulate of an app with two stages', () => {
  const assembly = () => {
    const app = new App({ outdir: join(scratch, 'stages') });
    for (const stage of ['test', 'prod']) {
      const stack = new Stack(new Stage(app, stage), 'Shop');
      const service = new Service(stack, 'Service', { team: new Team(stack, 'Team', TEAM), ...SERVICE, stage });
      new Slo(stack, 'Orders', { service, ...SLO });
      const sli = Sli.metric({ metric: requests('Lag'), goodWhen: GoodWhen.atMost(250) });
      new Slo(stack, 'Lag', { service, ...SLO, sloName: 'lag', attainmentGoal: 99, sli });
    }
    return app.synth().directory;
  };

  it('takes the SLO of the stage that is meant, and none that counts no requests', () => {
    const directory = assembly();
    const of = (name: string) => simulate({ assembly: directory, slo: name, history: history(10, 0, 0, 0) });
    expect(of('prod-orders')).toMatchObject({ slo: 'orders', minutes: 10 });
    expect(() => of('orders')).toThrow('--slo: got "orders", which is several, allowed are test-orders, prod-orders');
    expect(() => of('prod-lag')).toThrow(
      '--slo: got "prod-lag", allowed are SLOs that count requests by plain metrics: the history says how many were good, and nothing else',
    );
    expect(() => of('none')).toThrow('--slo: got "none", allowed are orders, lag');
  });
});
