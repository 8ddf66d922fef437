import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack, Stage } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  AlarmState,
  CfnAlarm,
  ComparisonOperator,
  CompositeAlarm,
  MathExpression,
  Metric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { GoodWhen, Service, Sli, Slo, Team } from '../../lib';
import { type SimulateOptions, simulate } from '../../lib/commands/simulate';
import { UsageError } from '../../lib/commands/usage-error';
import type { SimulatedObjective } from '../../lib/model/contracts/documents';
import { version } from '../../package.json';
import { requests, SERVICE, SLO, TEAM } from '../constructs/fixture';
import { schemaFaults } from '../support/documents';
import { echarpe } from '../support/estate';
import { slo } from '../support/slo-process';

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

function simulated(file: string, more: Partial<SimulateOptions> = {}): SimulatedObjective {
  const document = simulate({ assembly: estate.directory, slo: 'place-order', history: [file], ...more });
  if ('simulations' in document) throw new Error('expected the answer for one SLO');
  expect(schemaFaults('simulate', document)).toEqual([]);
  return document;
}

/** A week of ten requests a minute of which all fail for so many minutes from some on. */
function outages(...stretches: readonly (readonly [from: number, minutes: number])[]): string {
  const start = Date.parse('2026-11-01T00:00:00Z');
  const rows = Array.from({ length: 7 * 1440 }, (_, minute) => {
    const fails = stretches.some(([from, minutes]) => minute >= from && minute < from + minutes);
    return `${start / 1000 + minute * 60},${fails ? 0 : 10},10`;
  });
  const file = join(scratch, `outages-${stretches.join('-')}.csv`);
  writeFileSync(file, ['timestamp,good,total', ...rows, ''].join('\n'));
  return file;
}

const OUTAGE = history(1000, 10, 600, 630);
const QUIET_NIGHT = history(1000, 1, 600, 601, 1);
const GOOD_DAY = history(600, 0, 0, 0);

describe('slo simulate', () => {
  it('sees an outage of half an hour: one page, when evidence and the fast tier agree', () => {
    const document = simulated(OUTAGE);
    expect(document).toMatchObject({
      version: 1,
      slo: 'place-order',
      policy: 'declared',
      minutes: 1000,
      pages: 1,
      tickets: 0,
      monthlyCostUsd: 1.15,
      wakes: { team: 'shop' },
      faults: [{ from: '2026-11-01T10:00:00.000Z', to: '2026-11-01T10:30:00.000Z', bad: 300 }],
      history: { kind: 'requests', stepSeconds: 60, minutesWithData: 1000, total: 10_000, bad: 300 },
    });
    expect(document.attainment).toBeCloseTo(97, 10);
    expect(document.budget).toMatchObject({ totalBad: 300, status: 'BREACHED' });
    expect(document.budget.usedFraction).toBeCloseTo(30, 10);
    // The fast tier fires after a minute, evidence asks for four bad ones.
    expect(document.firstDetection).toMatchObject({ at: '2026-11-01T10:04:00.000Z', delayMinutes: 4 });
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
    expect(document.incidents).toMatchObject([{ pages: 1, tickets: 0, members: ['place-order'], severity: 'sev2' }]);
  });

  it('does not wake anyone for one bad request in a quiet night, which other policies do', () => {
    const document = simulated(QUIET_NIGHT);
    expect(document.alarms.some(({ tier, state }) => tier === 'fast' && state === 'ALARM')).toBe(true);
    expect(document).toMatchObject({ pages: 0, tickets: 1, faults: [] });
    const pages = document.policies.map(({ policy, pages, falsePages }) => [policy, pages, falsePages]);
    expect(pages).toEqual([
      ['declared', 0, 0],
      ['aws', 1, 1],
      ['google', 1, 1],
      ['static', 1, 1],
    ]);
  });

  it('has nothing to say of a good day', () => {
    const document = simulated(GOOD_DAY);
    expect(document).toMatchObject({ ok: true, pages: 0, tickets: 0, attainment: 100, faults: [], incidents: [] });
    expect(document.budget).toEqual({ totalBad: 0, usedFraction: 0, status: 'OK' });
    expect(document.firstDetection).toBeUndefined();
  });

  it('says what each goal would have meant, and no where the declared one would have been missed', () => {
    const document = simulated(history(10_000, 1, 600, 630));
    // 30 of 100,000 requests: 99.97 %.
    expect(document.goals.map(({ goal, declared, met, attainment }) => [goal, declared, met, attainment])).toEqual([
      ['99', false, true, 99.97],
      ['99.5', false, true, 99.97],
      ['99.9', true, true, 99.97],
      ['99.95', false, true, 99.97],
    ]);
    expect(document.goals.map(({ usedFraction }) => usedFraction!.toFixed(2))).toEqual([
      '0.03',
      '0.06',
      '0.30',
      '0.60',
    ]);
    expect(document.ok).toBe(true);
    const missed = simulated(OUTAGE);
    expect([missed.ok, missed.goals.map(({ met }) => met)]).toEqual([false, [false, false, false, false]]);
  });

  it('a goal that is just met is met', () => {
    // 10 of 10,000 requests: exactly 99.9 %.
    const document = simulated(history(1000, 1, 600, 610));
    expect([document.attainment, document.ok, document.budget.status]).toEqual([99.9, true, 'WARNING']);
    expect(document.goals.map(({ goal, met }) => [goal, met]).slice(2)).toEqual([
      ['99.9', true],
      ['99.95', false],
    ]);
  });

  it('takes the middle of several delays, and counts a call up to an hour after the last bad request', () => {
    const document = simulated(outages([600, 30], [3000, 30], [6000, 30]));
    const own = document.policies[0]!;
    expect([document.faults.length, own.found, own.pages]).toEqual([3, 3, 3]);
    const delays = own.notifications.map(({ delayMinutes }) => delayMinutes!).sort((a, b) => a - b);
    expect(own.medianDelayMinutes).toBe(delays[1]);
  });

  it('answers for another policy when it is asked', () => {
    const document = simulated(OUTAGE, { policy: 'aws' });
    expect(document).toMatchObject({ policy: 'aws', pages: 2, tickets: 1, incidents: [], monthlyCostUsd: 2.1 });
    expect(document.alarms.filter(({ urgency, state }) => urgency === 'page' && state === 'ALARM')).toHaveLength(2);
  });

  it('cuts the history where it is told to', () => {
    const document = simulated(OUTAGE, { from: '2026-11-01T10:10:00Z', to: '2026-11-01T10:20:00Z' });
    expect(document).toMatchObject({ from: '2026-11-01T10:10:00.000Z', minutes: 10, attainment: 0 });
  });

  it('reads a lag into every change', () => {
    const { firstDetection } = simulated(OUTAGE, { lag: '3' });
    expect(firstDetection).toMatchObject({ at: '2026-11-01T10:07:00.000Z', delayMinutes: 7 });
  });

  it('says that a history is shorter than windows and interval', () => {
    expect(simulated(GOOD_DAY).remarks.join(' ')).toMatch(
      /shorter than the interval of 28 days.*shorter than the window of 3 days/,
    );
  });

  it('joins the incidents of several SLOs of a service: one page for both', () => {
    const all = mkdtempSync(join(scratch, 'all-'));
    for (const slo of ['place-order', 'text-preview']) copyFileSync(OUTAGE, join(all, `${slo}.csv`));
    const document = simulate({ assembly: estate.directory, all });
    expect(schemaFaults('simulate', document)).toEqual([]);
    if (!('simulations' in document)) throw new Error('expected the answer for several SLOs');
    expect(document.simulations.map(({ slo, pages }) => [slo, pages])).toEqual([
      ['place-order', 1],
      ['text-preview', 1],
    ]);
    expect(document).toMatchObject({ ok: false, pages: 1, tickets: 0 });
    expect(document.incidents).toMatchObject([{ members: ['place-order', 'text-preview'] }]);
    const breach = document.alarms.filter(({ name, state }) => name === 'prod-shop-breach' && state === 'ALARM');
    expect(breach).toHaveLength(1);
  });

  it('takes no silence for an incident before one of several histories begins, or after it ended', () => {
    const lines = readFileSync(OUTAGE, 'utf8').trimEnd().split('\n');
    const [late, early] = [join(scratch, 'late.csv'), join(scratch, 'early.csv')];
    writeFileSync(late, [lines[0], ...lines.slice(501)].join('\n'));
    writeFileSync(early, lines.slice(0, 501).join('\n'));
    const of = (file: string) =>
      simulate({ assembly: estate.directory, history: [`place-order=${OUTAGE}`, `text-preview=${file}`] });
    expect(of(late)).toMatchObject({ pages: 1, tickets: 0, incidents: [{ members: ['place-order', 'text-preview'] }] });
    expect(of(early)).toMatchObject({ pages: 1, tickets: 0, incidents: [{ members: ['place-order'] }] });
  });

  it('answers for several SLOs by the policy that is asked for, whose calls nothing joins', () => {
    const history = ['place-order', 'text-preview'].map((slo) => `${slo}=${OUTAGE}`);
    const document = simulate({ assembly: estate.directory, history, policy: 'static' });
    expect(document).toMatchObject({ pages: 2, tickets: 0, incidents: [] });
  });

  it('compares with what was recorded', () => {
    const alarm = (at: string, from: string, to: string) => ({
      AlarmName: 'slo/prod/place-order/fast',
      AlarmType: 'MetricAlarm',
      Timestamp: at,
      HistoryItemType: 'StateUpdate',
      HistoryData: JSON.stringify({ version: '1.0', oldState: { stateValue: from }, newState: { stateValue: to } }),
    });
    const file = join(scratch, 'alarms.json');
    const items = [
      alarm('2026-11-01T10:03:30Z', 'OK', 'ALARM'),
      alarm('2026-11-01T10:38:00Z', 'ALARM', 'OK'),
      alarm('2026-11-01T15:00:00Z', 'OK', 'ALARM'),
    ];
    writeFileSync(file, JSON.stringify({ AlarmHistoryItems: items }));
    const { against } = simulated(OUTAGE, { against: file });
    const fast = against?.alarms.find(({ name }) => name.endsWith('/fast'));
    expect(fast).toMatchObject({
      matched: 2,
      recorded: 3,
      onlyPredicted: [],
      onlyRecorded: [{ state: 'ALARM', at: '2026-11-01T15:00:00.000Z' }],
    });
    expect(fast?.medianLagSeconds).toBe(150);
  });

  it('simulates alarms that are not ours over a metric that is given', () => {
    const directory = foreign();
    const values = join(scratch, 'queue.csv');
    writeFileSync(
      values,
      ['timestamp,value', ...Array.from({ length: 20 }, (_, i) => `${i * 60},${i}`), ''].join('\n'),
    );
    const document = simulate({ assembly: directory, metric: [`Shop/Depth=${values}`] });
    if (!('simulations' in document)) throw new Error('expected the answer without an SLO');
    expect(schemaFaults('simulate', document)).toEqual([]);
    expect(document.alarms.map(({ name, state, at }) => [name, state, at])).toEqual([
      ['deep', 'OK', '1970-01-01T00:01:00.000Z'],
      ['deep-and-nothing-else', 'OK', '1970-01-01T00:01:00.000Z'],
      ['deep', 'ALARM', '1970-01-01T00:12:00.000Z'],
      ['deep-and-nothing-else', 'ALARM', '1970-01-01T00:12:00.000Z'],
    ]);
    expect(document.notSimulated).toEqual([
      { alarm: 'ratio', why: 'reads Shop/Workers, of which nothing is recorded' },
    ]);
  });

  it('knows a metric by its dimensions in any order, declared or given', () => {
    const app = new App();
    const stack = new Stack(app, 'Queue');
    // Level 1, because a Metric sorts its dimensions.
    const dimensions = (...names: readonly string[]) => names.map((name) => ({ name, value: 'a' }));
    for (const names of [
      ['Zone', 'Queue'],
      ['Queue', 'Zone'],
    ])
      new CfnAlarm(stack, names.join(''), {
        alarmName: names.join('-'),
        namespace: 'Shop',
        metricName: 'Depth',
        statistic: 'Maximum',
        period: 60,
        dimensions: dimensions(...names),
        evaluationPeriods: 1,
        threshold: 10,
        comparisonOperator: 'GreaterThanThreshold',
      });
    const values = join(scratch, 'depth.csv');
    writeFileSync(values, 'timestamp,value\n0,1\n60,11\n');
    for (const id of ['Shop/Depth{Zone=a,Queue=a}:Maximum', 'Shop/Depth{Queue=a,Zone=a}']) {
      const document = simulate({ assembly: app.synth().directory, metric: [`${id}=${values}`] });
      if (!('simulations' in document)) throw new Error('expected the answer without an SLO');
      const fired = document.alarms.filter(({ state }) => state === 'ALARM').map(({ name }) => name);
      expect(fired).toEqual(['Zone-Queue', 'Queue-Zone']);
    }
  });

  it('remarks calls of any policy that come while windows are not full', () => {
    const { policies, remarks } = simulated(QUIET_NIGHT);
    const calls = policies.reduce((sum, { pages, tickets }) => sum + pages + tickets, 0);
    expect(calls).toBeGreaterThan(policies[0]!.pages + policies[0]!.tickets);
    expect(remarks.at(-1)).toBe(
      `${calls} calls of all policies fall into the first 3 days, when look-back windows are not full yet: with more history before there might be fewer.`,
    );
    expect(simulated(GOOD_DAY).remarks.join()).not.toMatch(/calls/);
  });

  it.each([
    [{ metric: ['Shop/Dept=x.csv'] }, /--metric: got "Shop\/Dept", did you mean "Shop\/Depth"/],
    [{ slo: 'orders', history: ['x.csv'] }, /--slo: got "orders", there are none/],
    [{}, /--history: got none, allowed are FILE, SLO=FILE/],
  ] as const)('refuses %j of an app without SLOs', (options, message) => {
    expect(() => simulate({ assembly: foreign(), ...options })).toThrow(message);
  });

  it.each([
    [{ slo: 'place-oder' }, '--slo: got "place-oder", did you mean "place-order"?'],
    [
      { slo: 'nobody-knows' },
      '--slo: got "nobody-knows", allowed are incident-delivery, order-store, place-order, text-preview',
    ],
    [{ policy: 'googel' }, '--policy: got "googel", did you mean "google"?'],
    [{ lag: '-1' }, '--lag: got "-1", allowed are whole minutes from 0 to 60'],
    [{ from: 'noon' }, '--from: got "noon", allowed are '],
    [{ history: [] }, '--history: got none'],
    [{ history: [OUTAGE, OUTAGE] }, 'a second time'],
    [{ html: OUTAGE }, 'which is read as well, allowed is any other file'],
    [{ against: '/nowhere.json' }, '--against: ENOENT'],
    [{ slo: undefined, history: [`place-order=${OUTAGE}`, `nobody=${GOOD_DAY}`] }, 'csv: got "nobody", allowed are '],
    [{ assembly: '/nowhere' }, '--assembly: got "/nowhere", which does not exist'],
  ] as const)('refuses %j', (options, message) => {
    expect(() => simulated(OUTAGE, options)).toThrow(UsageError);
    expect(() => simulated(OUTAGE, options)).toThrow(message);
  });

  it('prints one JSON document and nothing else, and answers no for a missed goal', async () => {
    const args = ['simulate', '--assembly', estate.directory, '--slo', 'text-preview'];
    const good = await slo(...args, '--history', GOOD_DAY, '--json');
    expect([good.code, good.stderr]).toEqual([0, '']);
    expect(JSON.parse(good.stdout)).toMatchObject({ version: 1, slo: 'text-preview', ok: true });
    expect((await slo(...args, '--history', OUTAGE)).code).toBe(1);
  });

  it('writes a page beside its answer, and Markdown when asked', async () => {
    const page = join(scratch, 'report.html');
    const args = ['simulate', '--assembly', estate.directory, '--slo', 'place-order', '--history', OUTAGE];
    const { code, stdout } = await slo(...args, '--html', page, '--markdown');
    expect([code, stdout]).toEqual([1, expect.stringContaining('| ')]);
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>[\s\S]*place-order/i);
    const nowhere = await slo(...args, '--html', '/nowhere/report.html');
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringMatching(/--html: cannot write/)]);
  });

  it.each([
    [['--version'], 0, new RegExp(`^${version.replaceAll('.', '\\.')}\n$`), /^$/],
    [['--help'], 0, /simulate/, /^$/],
    [['simulate', '--help'], 0, /Examples:/, /^$/],
    [['simulat'], 2, /^$/, /Did you mean simulate\?/],
    [['simulate'], 2, /^$/, /--history: got none, allowed are FILE, SLO=FILE/],
  ] as const)('%j ends with %i', async (args, code, out, err) => {
    const ended = await slo(
      ...args,
      ...(args[0] === 'simulate' && args.length === 1 ? ['--assembly', estate.directory] : []),
    );
    expect(ended.code).toBe(code);
    expect(ended.stdout).toMatch(out);
    expect(ended.stderr).toMatch(err);
  });

  it('answers for one of several histories when it is asked', () => {
    const history = [`place-order=${OUTAGE}`, `text-preview=${GOOD_DAY}`];
    expect(simulated(OUTAGE, { history })).toMatchObject({ slo: 'place-order', pages: 1 });
  });

  it('names file and line of a broken history', () => {
    const broken = join(scratch, 'broken.csv');
    writeFileSync(broken, 'timestamp,good,total\n2026-11-01T00:00:00Z,2,1\n');
    expect(() => simulated(broken)).toThrow(/broken\.csv:2: /);
    expect(() => simulated(join(scratch, 'missing.csv'))).toThrow(/cannot read .*missing\.csv/);
  });
});

/** An app with alarms that are not ours. */
function foreign(): string {
  const app = new App();
  const stack = new Stack(app, 'Queue');
  const metric = (name: string) =>
    new Metric({ namespace: 'Shop', metricName: name, statistic: 'Maximum', period: Duration.minutes(1) });
  const shape = { evaluationPeriods: 1, threshold: 10, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD };
  const deep = new Alarm(stack, 'Deep', { ...shape, alarmName: 'deep', metric: metric('Depth') });
  const ratio = new MathExpression({
    expression: 'depth / workers',
    usingMetrics: { depth: metric('Depth'), workers: metric('Workers') },
    period: Duration.minutes(1),
  });
  new Alarm(stack, 'Ratio', { ...shape, alarmName: 'ratio', metric: ratio });
  new CompositeAlarm(stack, 'Composite', {
    compositeAlarmName: 'deep-and-nothing-else',
    alarmRule: AlarmRule.fromAlarm(deep, AlarmState.ALARM),
  });
  return app.synth().directory;
}

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

  it('takes the SLO of the stage that is meant, and refuses requests where values are judged', () => {
    const directory = assembly();
    const of = (slo: string) => simulate({ assembly: directory, slo, history: [history(10, 0, 0, 0)] });
    expect(of('prod-orders')).toMatchObject({ slo: 'orders', minutes: 10 });
    expect(() => of('orders')).toThrow('--slo: got "orders", which is several, allowed are test-orders, prod-orders');
    expect(() => of('prod-lag')).toThrow(
      'SLO "prod-lag": got a history of requests, of which its SLI does not say what is good and bad: allowed are rows of timestamp,value',
    );
    expect(() => of('none')).toThrow('--slo: got "none", allowed are orders, lag');
  });

  it('names the metric that is missing where metrics alone are given', () => {
    const total = join(scratch, 'total.csv');
    writeFileSync(total, 'timestamp,value\n0,10\n60,10\n');
    expect(() =>
      simulate({ assembly: assembly(), slo: 'prod-orders', metric: [`Shop/Total{Operation=orders}:Sum=${total}`] }),
    ).toThrow(
      '--slo: got "orders", whose SLI reads Shop/Good{Operation=orders}:Sum, of which nothing is recorded: allowed is a --history of the SLO, or a --metric for each',
    );
  });

  it('judges periods by their values', () => {
    const values = join(scratch, 'lag.csv');
    writeFileSync(
      values,
      ['timestamp,value', ...Array.from({ length: 100 }, (_, i) => `${i * 60},${i < 98 ? 250 : 251}`), ''].join('\n'),
    );
    const document = simulate({ assembly: assembly(), slo: 'prod-lag', history: [values] });
    expect(document).toMatchObject({ attainment: 98, history: { kind: 'periods', total: 100, bad: 2 }, ok: false });
  });
});
