import { App, Duration, Stack } from 'aws-cdk-lib';
import { GoodWhen, type ISli, Service, Sli, Slo, Team } from '../../lib';
import { readAssembly, readObjectives } from '../../lib/assembly';
import { type Recording, SimulatedCloudWatch, ValueSeries } from '../../lib/simulate';
import { requests, SERVICE, SLO, TEAM } from '../constructs/fixture';
import { at, START, seriesOf } from './fixture';

/** An estate with one promise about periods. */
function estate(sli: ISli, attainmentGoal = 99) {
  const app = new App();
  const env = { account: '111122223333', region: 'eu-west-3' };
  const stack = new Stack(app, 'Shop', { env });
  const team = new Team(stack, 'Team', TEAM);
  const service = new Service(stack, 'Service', { team, ...SERVICE, environment: 'eks:prod/shop' });
  new Slo(stack, 'Speed', { ...SLO, service, sloName: 'speed', sli, attainmentGoal });
  return readObjectives(readAssembly(app.synth().directory));
}

const PERCENTILE = { operation: 'GET /', percentile: 99, threshold: Duration.seconds(2) };

/** An SLO that asks for a p99 of at most 2 seconds. */
function cloudWatchOver(recording: Recording, sli: ISli = Sli.latencyPercentile(PERCENTILE)) {
  return new SimulatedCloudWatch({ objectives: estate(sli), series: new Map([['prod-speed', recording]]) });
}

const values = (step: number, ...list: readonly (number | undefined)[]) =>
  new ValueSeries(
    START,
    step,
    Float64Array.from(list, (value) => value ?? Number.NaN),
  );

describe('an SLO of periods', () => {
  it('without a history has no data, and does not stand in the way of others', () => {
    const objectives = estate(Sli.latencyPercentile(PERCENTILE));
    const cloudwatch = new SimulatedCloudWatch({ objectives, series: new Map() });
    const changes = Array.from({ length: 15 }, (_, minute) => cloudwatch.evaluate((minute + 1) * 60_000)).flat();
    expect(changes.map(({ alarmName, value }) => [alarmName, value])).toContainEqual([
      'slo/prod/speed/no-data',
      'ALARM',
    ]);
  });

  it('judges each period by its value, and counts those without data among all of them', () => {
    const cloudwatch = cloudWatchOver(values(1, 1999, 2000, 2001, undefined, 100, 5000, 100, 100, 100, 100));
    expect(cloudwatch.attainment('prod-speed', at(10))).toBe(80);
    // Two of five periods without data, burn = (1/5) / 0.01.
    expect(cloudwatch.burn('prod-speed', 5, at(5))).toBeCloseTo(20, 12);
  });

  it('has a budget of time, which is that of the whole interval from the first minute on', () => {
    const cloudwatch = cloudWatchOver(values(1, ...Array.from({ length: 10 }, () => 5000)));
    // 28 days are 40,320 minutes; 1 % of them may be bad.
    expect(cloudwatch.budget('prod-speed', at(10))).toMatchObject({
      total: 403.2,
      bad: 10,
      outcomes: 10,
      remaining: 393.2,
      status: 'OK',
    });
  });

  it('is asked for by somebody whenever there is a value: no-data and traffic see a sample in each', () => {
    const cloudwatch = cloudWatchOver(values(1, ...Array.from({ length: 30 }, () => 100)));
    cloudwatch.evaluateAll(at(1), at(31));
    expect(cloudwatch.state('slo/prod/speed/no-data').value).toBe('OK');
  });

  it.each([
    ['periods of five minutes', 5, [9000, 100, 100, 100], 75],
    ['with gaps', 5, [9000, undefined, 100, 100], 75],
  ])('of longer length is judged once in each: %s', (_what, step, list, attainment) => {
    const sli = Sli.latencyPercentile({ ...PERCENTILE, period: Duration.minutes(5) });
    const cloudwatch = cloudWatchOver(values(step, ...list), sli);
    expect(cloudwatch.attainment('prod-speed', at(20))).toBe(attainment);
    expect(cloudwatch.attainment('prod-speed', at(5))).toBe(0);
    expect(cloudwatch.attainment('prod-speed', at(4))).toBeUndefined();
  });

  it('of availability can be judged from requests', () => {
    const sli = Sli.periodAvailability({ operation: 'GET /', atLeast: 95 });
    const series = seriesOf({ minutes: 8, total: 100, bad: 5 }, { minutes: 2, total: 100, bad: 6 });
    expect(cloudWatchOver(series, sli).attainment('prod-speed', at(10))).toBe(80);
  });

  it('of an own metric takes its values', () => {
    const sli = Sli.metric({ metric: requests('Lag'), goodWhen: GoodWhen.atMost(250) });
    expect(cloudWatchOver(values(1, 250, 251, 0, 0), sli).attainment('prod-speed', at(4))).toBe(75);
  });

  it('with a history that does not suit it is refused in words', () => {
    expect(() => cloudWatchOver(seriesOf({ minutes: 10, total: 100 }))).toThrow(
      'SLO "prod-speed": got a history of requests, of which its SLI does not say what is good and bad: allowed are rows of timestamp,value',
    );
    const sli = Sli.periodAvailability({ operation: 'GET /', atLeast: 95 });
    expect(() => cloudWatchOver(values(1, 100), sli)).toThrow(
      'SLO "prod-speed": got a history of values, but its SLI does not judge periods by one metric',
    );
  });

  it('judges a row that is longer than its periods once for each of them', () => {
    const sli = Sli.metric({ metric: requests('Lag'), goodWhen: GoodWhen.atMost(250) });
    const cloudwatch = cloudWatchOver(values(5, 251, 250, undefined, 250), sli);
    expect(cloudwatch.budget('prod-speed', at(20))).toMatchObject({ bad: 5, outcomes: 20 });
    expect(cloudwatch.attainment('prod-speed', at(20))).toBe(75);
    // Alarms read them, too: evidence asks for four bad minutes.
    cloudwatch.evaluateAll(at(1), at(5));
    expect(cloudwatch.state('slo/prod/speed/evidence').value).toBe('ALARM');
  });

  it('refuses rows that hold no whole number of its periods', () => {
    const sli = Sli.metric({ metric: requests('Lag'), goodWhen: GoodWhen.atMost(250), period: Duration.minutes(2) });
    expect(() => cloudWatchOver(values(5, 251, 251), sli)).toThrow(
      'SLO "prod-speed": got a history of one value each 300 s, allowed are multiples and parts of its periods of 120 s',
    );
  });
});

describe('an exclusion window of an SLO of periods', () => {
  /** Periods of 5 minutes: an hour of bad ones, two good hours, an hour of bad ones in maintenance that begins amid a period, a good hour. */
  const recording = values(
    5,
    ...Array<number>(12).fill(2001),
    ...Array<number>(24).fill(100),
    ...Array<number>(12).fill(2001),
    ...Array<number>(12).fill(100),
  );
  const sli = Sli.latencyPercentile({ ...PERCENTILE, period: Duration.minutes(5) });

  function cloudWatch(startsAt: number, duration: number) {
    const objectives = estate(sli).map((objective) => ({
      ...objective,
      exclusionWindows: [{ startsAt, duration, unit: 'MINUTE' as const }],
    }));
    return new SimulatedCloudWatch({ objectives, series: new Map([['prod-speed', recording]]) });
  }

  it('counts its periods as good ones, each that it touches, and says so in the burn rate, too', () => {
    // 12 bad of all 48 periods so far. The goal is 99 %.
    const cloudwatch = cloudWatch(at(183), 54);
    expect(cloudwatch.attainment('prod-speed', at(240))).toBe(75);
    expect(cloudwatch.burn('prod-speed', 60, at(240))).toBe(0);
    expect(cloudwatch.burn('prod-speed', 60, at(60))).toBe(100);
  });

  it('leaves those beside it as they are', () => {
    // Minutes 185 to 235: the first and the last bad period of that hour are not touched.
    const cloudwatch = cloudWatch(at(185), 50);
    expect(cloudwatch.attainment('prod-speed', at(240))).toBeCloseTo((100 * 34) / 48, 12);
    expect(cloudwatch.burn('prod-speed', 60, at(240))).toBeCloseTo((100 * 2) / 12, 12);
  });
});
