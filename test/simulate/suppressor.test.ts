import type { AlarmDefinition, Comparison, CompositeDefinition } from '../../lib/assembly';
import { type AlarmStateChange, parseAlarmChange } from '../../lib/model/contracts/alarm-event';
import { evaluableComposites, RequestSeries, type SimulatedCloudWatch, stateChangeEvent } from '../../lib/simulate';
import { requestMetric } from '../assembly/fixture';
import { at, cloudWatchOver, objectiveOf, START } from './fixture';

const QUIET = 5;
const NAMES = { WaitPeriod: 'W', Alarm: 'A', ExtensionPeriod: 'E' } as const;

function alarm(name: string, count: 'good' | 'total', comparison: Comparison): AlarmDefinition {
  const { stat, ...metric } = requestMetric(count);
  return {
    ...objectiveOf().alarms[0]!,
    form: 'single',
    name,
    arn: `arn:${name}`,
    queries: [{ id: 'm1', returnData: true, metric, stat, period: 60 }],
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    comparison,
    threshold: 10,
    treatMissingData: 'missing',
  };
}

/** The composite `main` over the alarm `child`, suppressed by the alarm `deploying`. */
function main(more: Partial<CompositeDefinition> = {}): CompositeDefinition {
  return {
    ...objectiveOf().composite!,
    name: 'main',
    arn: 'arn:main',
    rule: 'ALARM(child)',
    actionsSuppressor: 'deploying',
    actionsSuppressorWaitPeriod: 120,
    actionsSuppressorExtensionPeriod: 180,
    ...more,
  };
}

/** `child` and `deploying` are in ALARM in the minutes with an `A`; some quiet minutes come before. */
function played(child: string, deploying: string, composites: readonly CompositeDefinition[]): SimulatedCloudWatch {
  const marks = (text: string) => [...'.'.repeat(QUIET), ...text].map((mark) => mark === 'A');
  const total = marks(child).map((fires) => (fires ? 100 : 10));
  const good = marks(deploying).map((fires) => (fires ? 1 : 10));
  const cloudWatch = cloudWatchOver(
    new RequestSeries(START, Float64Array.from(good), Float64Array.from(total)),
    {},
    {
      alarms: [alarm('child', 'total', 'GreaterThanThreshold'), alarm('deploying', 'good', 'LessThanThreshold')],
      composites,
    },
  );
  cloudWatch.evaluateAll(at(1), at(QUIET + 1));
  return cloudWatch;
}

/** What happens in the minutes that are played, the first of them is 1: `2 OK→ALARM W`. */
function told(child: string, deploying: string, more: Partial<CompositeDefinition> = {}): string[] {
  return played(child, deploying, [main(more)])
    .evaluateAll(at(QUIET + 1), at(QUIET + child.length + 1))
    .filter(({ alarmName }) => alarmName === 'main')
    .map(({ at: time, previous, value, actionsSuppressedBy: by }) => {
      const minute = (time - at(QUIET)) / 60_000;
      return [minute, previous === value ? value : `${previous}→${value}`, by === undefined ? '-' : NAMES[by]].join(
        ' ',
      );
    });
}

/** What suppresses actions, minute by minute. */
function phases(child: string, deploying: string, more: Partial<CompositeDefinition> = {}): string {
  const cloudWatch = played(child, deploying, [main(more)]);
  return [...child]
    .map((_, minute) => {
      cloudWatch.evaluate(at(QUIET + minute + 1));
      const by = cloudWatch.state('main').actionsSuppressedBy;
      return by === undefined ? '-' : NAMES[by];
    })
    .join('');
}

describe('the examples of the CloudWatch user guide, with a wait of 2 and an extension of 3 minutes', () => {
  it.each([
    ['1: actions are not suppressed after the wait period', '.AAAAA', '......', '-WW---'],
    ['2: the suppressor comes before the wait period is over', '.AAAAA', '..AAAA', '-WAAAA'],
    ['3: back to OK in the wait period, which begins anew', '.A....', '......', '-WWW--'],
    ['4: the suppressor is there already', '.AAA', 'AAAA', 'AAAA'],
    ['5: actions are not suppressed after the extension period', '.AAAAAAAAA', '..AAA.....', '-WAAAEEE--'],
    ['6: back to OK in the extension period, which a wait period ends', '.AAAAA....', '..AAA.....', '-WAAAEWW--'],
  ])('%s', (_what, child, deploying, expected) => expect(phases(child, deploying)).toBe(expected));
});

describe('what the user guide leaves open', () => {
  it.each([
    ['both in one minute: the suppressor suppresses', '.AAA', '.AAA', '-AAA'],
    ['the suppressor leaves in the minute in which the composite fires: a wait period', '..AAAA', '.A....', '-AWW--'],
    ['the suppressor comes in the last minute of a wait period: it is in time', '.AAAA', '...AA', '-WWAA'],
    ['the suppressor comes back in an extension period', '.AAAAAAAA', '.A.A.....', '-AEAEEE--'],
    ['back to OK in the last minute of an extension period', '.AAAA.....', '.A........', '-AEEEWW---'],
    ['nothing to suppress', '.......', '.A.....', '-AEEE--'],
    ['an alarm that fires and comes back behind a suppressor', '..AA...', '.AAAAAA', '-AAAAAA'],
  ])('%s', (_what, child, deploying, expected) => expect(phases(child, deploying)).toBe(expected));
});

describe('periods', () => {
  it.each([
    [0, '-----'],
    [1, '-W---'],
    [60, '-W---'],
    [61, '-WW--'],
    [180, '-WWW-'],
  ])('a wait of %i s is so long on the minute', (actionsSuppressorWaitPeriod, expected) => {
    expect(phases('.AAAA', '.....', { actionsSuppressorWaitPeriod })).toBe(expected);
  });

  it('an extension of none', () => {
    expect(phases('.AAAA', '.A...', { actionsSuppressorExtensionPeriod: 0 })).toBe('-A---');
  });

  it.each([
    ['actionsSuppressorWaitPeriod', -1, 'ActionsSuppressorWaitPeriod: got -1, allowed are whole numbers of seconds'],
    ['actionsSuppressorWaitPeriod', 0.5, 'ActionsSuppressorWaitPeriod: got 0.5'],
    ['actionsSuppressorExtensionPeriod', Number.NaN, 'ActionsSuppressorExtensionPeriod: got NaN'],
  ] as const)('%s of %d is refused', (property, seconds, message) => {
    expect(() => told('.', '.', { [property]: seconds })).toThrow(`composite alarm "main": ${message}`);
  });

  it('must be there', () => {
    const { actionsSuppressorWaitPeriod: _, ...without } = main();
    expect(() => played('.', '.', [without])).toThrow(
      'composite alarm "main": ActionsSuppressorWaitPeriod: got nothing, allowed are whole numbers of seconds from 0',
    );
  });
});

describe('changes', () => {
  it('of phase are told with the state as it is, those of the state with what suppresses them', () => {
    expect(told('.AAAAA....', '..AAA.....')).toEqual([
      '2 OK→ALARM W',
      '3 ALARM A',
      '6 ALARM E',
      '7 ALARM→OK W',
      '9 OK -',
    ]);
  });

  it('of the state are the same without a suppressor', () => {
    const { actionsSuppressor: _, ...plain } = main();
    const states = (composite: CompositeDefinition) =>
      played('.AA.AAAA..A', '..AAA...A..', [composite])
        .evaluateAll(at(QUIET + 1), at(QUIET + 12))
        .filter(({ alarmName, previous, value }) => alarmName === 'main' && previous !== value)
        .map(({ at: time, value }) => [time, value]);
    expect(states(main())).toEqual(states(plain));
    expect(states(plain)).toHaveLength(5);
  });

  it('leave when the state changed, and why, as it was', () => {
    const cloudWatch = played('.AAAA', '.....', [main()]);
    const changes = cloudWatch
      .evaluateAll(at(QUIET + 1), at(QUIET + 6))
      .filter(({ alarmName }) => alarmName === 'main');
    expect(changes.map(({ reason }) => reason)).toEqual(
      Array(2).fill(expect.stringContaining('arn:child transitioned')),
    );
    expect(changes[1]).toMatchObject({ at: at(QUIET + 4), reasonData: changes[0]!.reasonData });
    expect(cloudWatch.state('main').at).toBe(at(QUIET + 2));
  });

  it('of phase trigger nobody: a composite above names the state change', () => {
    const outer = main({ name: 'outer', arn: 'arn:outer', rule: 'ALARM(main) AND ALARM(deploying)' });
    const { actionsSuppressor: _, ...plain } = outer;
    const changes = played('.AAAA', '...AA', [plain, main()]).evaluateAll(at(QUIET + 1), at(QUIET + 6));
    const { reason } = changes.find(({ alarmName }) => alarmName === 'outer')!;
    expect(reason).toMatch(/^arn:deploying transitioned to ALARM/);
  });
});

describe('the suppressor', () => {
  it.each([
    ['by its ARN', [main({ actionsSuppressor: 'arn:deploying' })]],
    [
      'that is a composite itself, declared later',
      [
        main({ actionsSuppressor: 'any' }),
        (({ actionsSuppressor: _, ...plain }) => plain)(
          main({ name: 'any', arn: 'arn:any', rule: 'ALARM(deploying)' }),
        ),
      ],
    ],
  ])('%s', (_what, composites) => {
    const cloudWatch = played('.AAA', '.AAA', composites);
    cloudWatch.evaluateAll(at(QUIET + 1), at(QUIET + 3));
    expect(cloudWatch.state('main')).toMatchObject({ value: 'ALARM', actionsSuppressedBy: 'Alarm' });
  });

  it('that is in INSUFFICIENT_DATA suppresses nothing', () => {
    const cloudWatch = played('.', '.', [main()]);
    expect(cloudWatch.evaluateAll(at(QUIET + 1), at(QUIET + 10)).map(({ value }) => value)).toContain(
      'INSUFFICIENT_DATA',
    );
    expect(cloudWatch.state('deploying').value).toBe('INSUFFICIENT_DATA');
    expect(cloudWatch.state('main').actionsSuppressedBy).toBeUndefined();
  });

  it('that nobody knows is named', () => {
    expect(() => played('.', '.', [main({ actionsSuppressor: 'nobody' })])).toThrow(
      'composite alarm "main": got unknown alarm "nobody"',
    );
    expect(evaluableComposites([main()], ['child'])).toEqual([]);
    expect(evaluableComposites([main()], ['child', 'deploying'])).toHaveLength(1);
  });

  it('that depends on what it suppresses is refused', () => {
    const circle = [main({ actionsSuppressor: 'x' }), main({ name: 'x', arn: 'arn:x', rule: 'ALARM(main)' })];
    expect(() => played('.', '.', circle)).toThrow('got a rule or a suppressor that depends on itself');
  });
});

describe('the event', () => {
  const cloudWatch = played('.AAAA', '.....', [main()]);
  const [begins, ends] = cloudWatch
    .evaluateAll(at(QUIET + 1), at(QUIET + 6))
    .filter(({ alarmName }) => alarmName === 'main')
    .map((change) => stateChangeEvent(change, main()));
  const suppressed = { actionsSuppressedBy: 'WaitPeriod', actionsSuppressedReason: 'Actions suppressed by WaitPeriod' };

  it('of a state that is suppressed says by what', () => {
    expect(begins!.detail.state).toMatchObject({ value: 'ALARM', ...suppressed });
    expect(begins!.detail.previousState).not.toHaveProperty('actionsSuppressedBy');
    const parsed = parseAlarmChange(JSON.stringify(begins)) as AlarmStateChange;
    expect(parsed.detail.state.actionsSuppressedBy).toBe('WaitPeriod');
  });

  it('when the suppression is over follows without it, in the same state', () => {
    expect(Object.keys(ends!.detail.state).sort()).toEqual(['reason', 'reasonData', 'timestamp', 'value']);
    expect(ends!.detail.state.value).toBe('ALARM');
    expect(ends!.detail.previousState).toEqual(begins!.detail.state);
    expect(ends!.id).not.toBe(begins!.id);
  });
});
