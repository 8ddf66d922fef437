import { ALTERNATIVES, run, timeOf } from '../../lib/simulate';
import { ACCOUNT, REGION } from '../assembly/fixture';
import { cases } from '../model/slo/facts';
import { DAY, objectiveOf, START, type Stretch, seriesOf } from './fixture';

const WARM = 4 * DAY;
const PLACE = { account: ACCOUNT, region: REGION };

/** Calls by each policy, in minutes after the fault began. */
function calls(...stretches: readonly Stretch[]) {
  const objective = objectiveOf({ days: 30 });
  const policies = Object.values(ALTERNATIVES).map((build) => build(objective));
  const series = seriesOf({ minutes: WARM, total: 10_000 }, ...stretches);
  const ran = run({ objectives: [objective], recordings: new Map([['prod-checkout', series]]), policies });
  const all = [['declared', ran.declared] as const, ...ran.others];
  return Object.fromEntries(
    all.map(([name, { calls: its }]) => [name, its.map(({ at, urgency }) => [at / timeOf(1) - START - WARM, urgency])]),
  );
}

describe('alert policies beside each other', () => {
  it('see a total outage: the declared one when evidence is there, the others sooner and more often', () => {
    const outage = calls({ minutes: 60, total: 10_000, bad: 10_000 }, { minutes: DAY, total: 10_000 });
    // Detection over 30 days in vectors.json: 0.864, 2.16 and 4.32 min; evidence asks for four bad minutes.
    expect(outage).toEqual({
      declared: [[4, 'page']],
      aws: [
        [1, 'page'],
        [3, 'page'],
        [5, 'ticket'],
      ],
      google: [
        [1, 'page'],
        [5, 'ticket'],
      ],
      static: [[1, 'page']],
    });
  });

  it('one bad request in a quiet night wakes nobody by the declared policy alone', () => {
    const series = seriesOf({ minutes: WARM, total: 1 }, { minutes: 1, total: 1, bad: 1 }, { minutes: 120, total: 1 });
    const objective = objectiveOf();
    const policies = Object.values(ALTERNATIVES).map((build) => build(objective));
    const ran = run({ objectives: [objective], recordings: new Map([['prod-checkout', series]]), policies });
    const pages = (its: readonly { urgency: string }[]) => its.filter(({ urgency }) => urgency === 'page').length;
    expect(pages(ran.declared.calls)).toBe(0);
    expect([...ran.others.values()].map((other) => pages(other.calls))).toEqual([1, 1, 1]);
  });

  it('are muted by what mutes the declared page tiers, and call when that is over and they still fire', () => {
    const objective = objectiveOf({ days: 30 });
    const policies = Object.values(ALTERNATIVES).map((build) => build(objective));
    const series = seriesOf(
      { minutes: WARM, total: 100 },
      { minutes: 90, total: 100, bad: 100 },
      { minutes: 90, total: 100 },
    );
    const muteRules = (minutes: number) => [
      {
        ...PLACE,
        stack: 'Shop',
        logicalId: 'Mute',
        name: 'maintenance',
        arn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm-mute-rule:maintenance',
        expression: `at(${new Date(timeOf(START + WARM - 10)).toISOString().slice(0, 16)})`,
        timeZone: 'UTC',
        minutes,
        alarmNames: objective.alarms.map(({ name }) => name),
      },
    ];
    const pages = (minutes: number) => {
      const recordings = new Map([['prod-checkout', series]]);
      const ran = run({ objectives: [objective], recordings, policies, muteRules: muteRules(minutes) });
      return [ran.declared, ...ran.others.values()].map(({ calls: its }) =>
        its.filter(({ urgency }) => urgency === 'page').map(({ at }) => at / timeOf(1) - START - WARM),
      );
    };
    // Of the muted time nobody hears; what still fires when it ends calls then.
    expect(pages(200)).toEqual([[], [], [], []]);
    expect(pages(70)).toEqual([[60], [60, 60], [60], [60]]);
  });

  it('have the thresholds that are published', () => {
    const google = ALTERNATIVES.google(objectiveOf({ days: 30 }));
    const published = cases<{ longMinutes: number; shortMinutes: number; burn: number }>('google_tiers');
    for (const { longMinutes, shortMinutes, burn } of published) {
      const its = google.alarms.filter(({ name }) =>
        [longMinutes, shortMinutes].some((window) => name.endsWith(`/${window}`)),
      );
      expect(its.filter(({ threshold }) => threshold === burn).length).toBeGreaterThanOrEqual(2);
    }
    // CloudWatch user guide: 5 % of 28 days in six hours, both alarms of a pair with the threshold of the long window.
    const aws = ALTERNATIVES.aws(objectiveOf({ days: 28 }));
    expect(aws.alarms.map(({ threshold }) => Number(threshold.toFixed(3)))).toEqual([
      13.44, 13.44, 5.6, 5.6, 0.933, 0.933,
    ]);
  });

  it('leave out look-backs that an interval has no room for', () => {
    expect(ALTERNATIVES.aws(objectiveOf({ days: 2 })).composites.map(({ name }) => name)).toEqual([
      'policy/aws/fast',
      'policy/aws/slow',
    ]);
  });
});
