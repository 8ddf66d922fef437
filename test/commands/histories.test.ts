import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHistory, readSeries } from '../../lib/commands/histories';
import { UsageError } from '../../lib/commands/usage-error';
import { coverageOf, type RequestSeries, type ValueSeries } from '../../lib/simulate';
import { recordedData } from '../support/recorded-data';

const scratch = mkdtempSync(join(tmpdir(), 'cdk-slo-histories-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function fileOf(text: string | Buffer): string {
  const file = join(scratch, 'history.csv');
  writeFileSync(file, text);
  return file;
}

const REQUESTS = 'timestamp,good,total\n0,1,1\n60,1,2\n';
const VALUES = 'timestamp,value\n0,1\n300,2\n';

it('reads requests, and values', () => {
  const requests = readSeries(fileOf(REQUESTS));
  expect([requests.history.dropped, [...(requests.series as RequestSeries).total]]).toEqual([0, [1, 2]]);
  const values = readSeries(fileOf(VALUES));
  expect([values.history.stepMs, [...(values.series as ValueSeries).values]]).toEqual([300_000, [1, 2]]);
});

it('says what was left out where that was asked for', () => {
  const { history } = readSeries(fileOf(`${REQUESTS}60,1,1\n120,x,1\n`), true);
  expect(history.dropped).toBe(2);
  expect(history.firstDropped).toMatch(/history\.csv:4: timestamp: got 1970-01-01T00:01:00\.000Z a second time/);
});

it.each([
  ['a directory', () => readHistory(scratch), /^history: got ".*", which is a directory, allowed is a file$/],
  ['a file that is not there', () => readHistory(join(scratch, 'no.csv')), /^history: cannot read .*no\.csv: ENOENT/],
  ['a faulty row', () => readHistory(fileOf(`${REQUESTS}120,2,1`)), /history\.csv:4: good: got 2 of 1 requests/],
  ['an empty file', () => readHistory(fileOf('')), /history\.csv:1: got an empty file/],
  ['bytes that are no text', () => readHistory(fileOf(Buffer.of(0xff, 0xfe, 0, 1))), /history\.csv:1: header: got/],
  [
    'eleven years',
    () => readSeries(fileOf('timestamp,good,total\n2015-01-01T00:00Z,1,1\n2026-01-01T00:00Z,1,1')),
    /history\.csv: series: got \d+ minutes from first to last row, allowed are 5260320$/,
  ],
  [
    'values on an odd step',
    () => readSeries(fileOf('timestamp,value\n0,1\n90,1')),
    /history\.csv: series: got a step of 90 s/,
  ],
])('refuses %s, naming the place', (_, reading, message) => {
  expect(reading).toThrow(UsageError);
  expect(reading).toThrow(message);
});

const nab = recordedData('nab');
const suite = nab === undefined ? describe.skip : describe;

suite(`recordings of others${nab === undefined ? ' (skipped: shared/data is not beside the package)' : ''}`, () => {
  const path = (name: string) => join(nab!, name);
  const latency = path('realKnownCause/ec2_request_latency_system_failure.csv');

  it('whose clock was put forward are refused at the first time that stands twice', () => {
    expect(() => readHistory(latency)).toThrow(
      /failure\.csv:559: timestamp: got 2014-03-09T03:00:00\.000Z a second time/,
    );
  });

  it('whose clock was put forward lose the twelve rows of that hour, and no other', () => {
    const { series, history } = readSeries(latency, true);
    // Eleven times that stand twice; the twelfth is 03:00 between rows at 01:56 and 03:01 on a step of 5 min.
    expect(history).toMatchObject({ dropped: 12, stepMs: 300_000, assumedUtc: true });
    expect(history.at).toHaveLength(4032 - 12);
    const lost = Date.parse('2014-03-09T02:01:00Z') / 60_000;
    expect(coverageOf(series)).toMatchObject({ gaps: 2, longestGap: { startMinute: lost, minutes: 60 } });
  });

  it.each([
    ['realAWSCloudwatch/elb_request_count_8c0756.csv', 4032, 5, 8],
    ['realKnownCause/nyc_taxi.csv', 10_320, 30, 0],
    // Its times are at 53 s past the minute.
    ['realTweets/Twitter_volume_UPS.csv', 15_866, 5, 0],
  ])('%s: %i rows of %i min, %i missing', (name, rows, stepMinutes, missing) => {
    const { series, history } = readSeries(path(name));
    const { minutes, minutesWithData } = coverageOf(series);
    const { stepMinutes: step } = series as ValueSeries;
    expect([history.at.length, step]).toEqual([rows, stepMinutes]);
    expect((minutes - minutesWithData) / stepMinutes).toBe(missing);
  });
});
