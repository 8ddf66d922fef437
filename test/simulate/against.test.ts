import type { AlarmValue } from '../../lib/model/contracts/alarm-event';
import type { RecordedTransition } from '../../lib/model/contracts/alarm-history';
import { compareTransitions } from '../../lib/simulate/against';

const MINUTE = 60_000;
const RANGE = { from: 0, to: 1000 * MINUTE };

/** `fast ALARM 10`: what it was before does not matter unless it is said. */
function changes(...texts: readonly string[]): RecordedTransition[] {
  return texts.map((text) => {
    const [alarmName = '', value, minute, previous = 'OK'] = text.split(' ');
    return { alarmName, value: value as AlarmValue, previous: previous as AlarmValue, at: Number(minute) * MINUTE };
  });
}

/** In minutes, for one look at a result. */
function compared(predicted: readonly string[], recorded: readonly string[], toleranceMinutes?: number) {
  const tolerance = toleranceMinutes === undefined ? {} : { toleranceMinutes };
  const result = compareTransitions(changes(...predicted), changes(...recorded), {
    ...RANGE,
    alarms: ['fast', 'slow'],
    ...tolerance,
  });
  return {
    pairs: result.alarms.flatMap(({ alarmName, matched }) =>
      matched.map(({ predictedAt, recordedAt }) => `${alarmName} ${predictedAt / MINUTE}-${recordedAt / MINUTE}`),
    ),
    predictedOnly: result.alarms.flatMap((one) => one.predictedOnly.map(({ at }) => at / MINUTE)),
    recordedOnly: result.alarms.flatMap((one) => one.recordedOnly.map(({ at }) => at / MINUTE)),
    result,
  };
}

describe('predicted against recorded', () => {
  it.each([
    ['the same', ['fast ALARM 10'], ['fast ALARM 11'], ['fast 10-11'], [], []],
    ['into another state', ['fast ALARM 10'], ['fast OK 10'], [], [10], [10]],
    ['of another alarm', ['fast ALARM 10'], ['slow ALARM 10'], [], [10], [10]],
    ['recorded earlier', ['fast ALARM 10'], ['fast ALARM 4'], ['fast 10-4'], [], []],
    ['at the edge of the tolerance', ['fast ALARM 20'], ['fast ALARM 35'], ['fast 20-35'], [], []],
    ['beyond the tolerance', ['fast ALARM 20'], ['fast ALARM 36'], [], [20], [36]],
    ['the nearest of two', ['fast ALARM 20'], ['fast ALARM 14', 'fast ALARM 25'], ['fast 20-25'], [], [14]],
    ['of two as near the later', ['fast ALARM 20'], ['fast ALARM 15', 'fast ALARM 25'], ['fast 20-25'], [], [15]],
    ['each only once', ['fast ALARM 20', 'fast ALARM 22'], ['fast ALARM 21'], ['fast 20-21'], [22], []],
    [
      'past what is taken',
      ['fast ALARM 20', 'fast ALARM 21'],
      ['fast ALARM 20', 'fast ALARM 12'],
      ['fast 20-20', 'fast 21-12'],
      [],
      [],
    ],
    [
      'out of order',
      ['fast OK 30', 'fast ALARM 10'],
      ['fast OK 31', 'fast ALARM 11'],
      ['fast 10-11', 'fast 30-31'],
      [],
      [],
    ],
    [
      'the same twice on both sides',
      ['fast ALARM 10', 'fast ALARM 10'],
      ['fast ALARM 11', 'fast ALARM 11'],
      ['fast 10-11', 'fast 10-11'],
      [],
      [],
    ],
    ['nothing predicted', [], ['fast ALARM 10'], [], [], [10]],
    ['nothing recorded', ['fast ALARM 10'], [], [], [10], []],
    ['nothing at all', [], [], [], [], []],
  ])('%s', (_what, predicted, recorded, pairs, predictedOnly, recordedOnly) => {
    expect(compared(predicted, recorded)).toMatchObject({ pairs, predictedOnly, recordedOnly });
  });

  it.each([
    [0, ['fast 10-10']],
    [1, ['fast 10-10', 'fast 20-21']],
  ])('tolerates %d minutes where that is asked for', (tolerance, pairs) => {
    expect(compared(['fast ALARM 10', 'fast ALARM 20'], ['fast ALARM 10', 'fast ALARM 21'], tolerance).pairs).toEqual(
      pairs,
    );
  });

  it('sums up how well both agree, and how late the records are', () => {
    const { result } = compared(
      ['fast ALARM 10', 'fast OK 40', 'slow ALARM 50', 'slow OK 90'],
      ['fast ALARM 11', 'fast OK 43', 'slow ALARM 48', 'slow ALARM 300'],
    );
    expect(result).toMatchObject({
      matched: 3,
      predictedOnly: 1,
      recordedOnly: 1,
      agreement: 3 / 5,
      lagSeconds: { median: 60, p95: 180 },
    });
    expect(result.alarms.map(({ alarmName }) => alarmName)).toEqual(['fast', 'slow']);
  });

  it('says neither agreement nor lag of nothing', () => {
    const { result } = compared([], []);
    expect(result).toMatchObject({ matched: 0, outsideTime: 0, otherAlarms: 0 });
    expect(result).not.toHaveProperty('agreement');
    expect(result).not.toHaveProperty('lagSeconds');
  });

  it('keeps apart what cannot be compared', () => {
    const { result, recordedOnly } = compared(
      ['fast ALARM 1000'],
      [
        'cpu ALARM 10',
        'fast ALARM -16',
        'fast OK -1',
        'fast ALARM 1005',
        'fast OK 1010',
        'slow OK 2000',
        'slow OK 500',
      ],
    );
    expect(recordedOnly).toEqual([500]);
    // What lies within the tolerance of an end may be a match, and is nobody's fault when it is none.
    expect(result).toMatchObject({ matched: 1, otherAlarms: 1, outsideTime: 4 });
  });

  it.each([
    [
      'does not hold it against a prediction that a simulated alarm begins anew',
      ['fast OK 1 INSUFFICIENT_DATA', 'fast ALARM 20'],
      [20],
      1,
    ],
    ['but what is out of INSUFFICIENT_DATA later', ['fast ALARM 20', 'fast OK 40 INSUFFICIENT_DATA'], [20, 40], 0],
  ])('%s', (_what, predicted, predictedOnly, beginnings) => {
    const { predictedOnly: only, result } = compared(predicted, []);
    expect([only, result.beginnings]).toEqual([predictedOnly, beginnings]);
  });

  it('matches a beginning that was recorded', () => {
    const { pairs, result } = compared(['fast OK 1 INSUFFICIENT_DATA'], ['fast OK 2 INSUFFICIENT_DATA']);
    expect([pairs, result.beginnings]).toEqual([['fast 1-2'], 0]);
  });

  it('refuses what makes no sense', () => {
    expect(() => compared([], [], -1)).toThrow(new RangeError('toleranceMinutes: got -1, allowed is 0 or more'));
    expect(() => compareTransitions([], [], { from: 1, to: 0, alarms: [] })).toThrow(RangeError);
  });

  it.each([
    ['spread over time', (at: number) => at],
    ['all at once', () => 0],
  ])('compares 10,000 changes %s', (_what, minute) => {
    const many = Array.from({ length: 10_000 }, (_, at) => `fast ALARM ${minute(at)}`);
    const result = compareTransitions(changes(...many), changes(...many), {
      from: 0,
      to: 10_000 * MINUTE,
      alarms: ['fast'],
    });
    expect(result.matched).toBe(10_000);
  });
});
