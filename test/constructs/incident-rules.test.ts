import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { App, Duration, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Audience, IncidentResponse, type IncidentRulesProps, pagerDuty, slackChannel, Team, Weekday } from '../../lib';
import { pagerOwnsLifecycleFault, renderRules, rulesFaults } from '../../lib/constructs/incident-rules';
import { incidentRules, parseRules } from '../../lib/model/contracts/incident-rules';
import { RULES } from '../../lib/model/incident';
import { declared as declaredSlo, faults, TEAM } from './fixture';

const PROPS = readFileSync(resolve(__dirname, '../../lib/constructs/incident-rules-props.ts'), 'utf8');

function declared(rules?: IncidentRulesProps) {
  const stack = new Stack(new App(), 'Response');
  const pagers = rules?.pagerOwnsLifecycle ? [pagerDuty({ name: 'on-call', callbacks: {} })] : [];
  const targets = [slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' }), ...pagers];
  new IncidentResponse(stack, 'IncidentResponse', { targets, ...(rules && { rules }) });
  return stack;
}

/** What the functions read of what was declared. */
function told(rules?: IncidentRulesProps): unknown {
  const functions = Object.values(Template.fromStack(declared(rules)).findResources('AWS::Lambda::Function'));
  const texts = new Set(functions.map(({ Properties }) => Properties.Environment.Variables.RULES));
  expect(texts.size).toBe(1);
  return parseRules([...texts][0]);
}

/** Option, a value that is not its default, and what the functions are told of that. */
const OPTIONS: readonly (readonly [
  option: keyof IncidentRulesProps,
  value: IncidentRulesProps[keyof IncidentRulesProps],
  rule: object,
])[] = [
  ['quietTime', Duration.minutes(45), { quietMs: 2_700_000 }],
  ['quietTimeAfterSlow', Duration.hours(3), { quietAfterSlowMs: 10_800_000 }],
  ['resolveAfter', Duration.minutes(30), { resolveQuietMs: 1_800_000 }],
  ['reopenWithin', Duration.millis(0), { reopenWindowMs: 0 }],
  ['pageAgainAfter', Duration.millis(0), { pageAgainAfterMs: 0 }],
  ['pageTogetherWithin', Duration.millis(0), { pageTogetherMs: 0 }],
  ['notifyAgainAfter', Duration.minutes(10), { notifyAgainAfterMs: 600_000 }],
  ['snooze', Duration.hours(1), { snoozeMs: 3_600_000 }],
  ['pagerOwnsLifecycle', true, { pagerOwnsLifecycle: true }],
  ['remindAfter', Duration.hours(8), { remindAfterMs: 28_800_000 }],
  ['confirmWithin', Duration.days(2), { confirmationMs: 172_800_000 }],
  ['repeatWithin', Duration.millis(0), { repeatWindowMs: 0 }],
  ['suspectWithin', Duration.millis(0), { suspectMs: 0 }],
  ['refreshEvery', Duration.minutes(5), { refreshMs: 300_000 }],
  ['editEvery', Duration.millis(0), { editEveryMs: 0 }],
  ['firstUpdateSev1', Duration.minutes(5), { firstUpdateSev1Ms: 300_000 }],
  ['firstUpdateSev2', Duration.minutes(20), { firstUpdateSev2Ms: 1_200_000 }],
  ['updateEverySev1', Duration.minutes(15), { updateEverySev1Ms: 900_000 }],
  ['updateEverySev2', Duration.minutes(90), { updateEverySev2Ms: 5_400_000 }],
  ['reportWindow', Duration.minutes(30), { reportWindowMs: 1_800_000 }],
  ['reportsForSev1', 20, { reportsSev1: 20 }],
  ['reportsForSev2', 5, { reportsSev2: 5 }],
  ['leastRequests', 50, { leastRequests: 50 }],
  ['leastSamples', 2, { leastSamples: 2 }],
  ['leastShareOfUsual', 0, { leastShareOfUsual: 0 }],
  ['workDays', [Weekday.SUNDAY, Weekday.SATURDAY], { workDays: [0, 6] }],
  ['workFrom', 8.5, { workFromHour: 8.5 }],
  ['workTo', 24, { workToHour: 24 }],
];

/** Option and default as the docstring of the option says it. */
const DOCUMENTED = [...PROPS.matchAll(/@default (.+)\n\s*\*\/\n\s*readonly (\w+)\?/g)].map(
  ([, standard = '', option = '']) => [option, standard] as const,
);

function documented(standard: string): unknown {
  const [, unit, amount] = /^Duration\.(minutes|seconds|hours|days)\((\d+)\)$/.exec(standard) ?? [];
  if (unit !== undefined) return Duration[unit as 'minutes'](Number(amount));
  if (standard === 'false') return false;
  if (standard !== '- Monday to Friday') return Number(standard);
  return [Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY];
}

describe('the rules by which incidents live', () => {
  it('are told to the functions only as far as they are set', () => {
    expect(told()).toEqual({});
    expect(told({ snooze: Duration.minutes(5), workDays: [Weekday.SUNDAY] })).toEqual({
      snoozeMs: 300_000,
      workDays: [0],
    });
  });

  it('each have an option, and each option a documented default, which is the rule without it', () => {
    const rules = Object.keys(incidentRules.entries).sort();
    const set = OPTIONS.map(([, , rule]) => rule);
    expect(Object.keys(Object.assign({}, ...set)).sort()).toEqual(rules);
    expect(DOCUMENTED.map(([option]) => option)).toEqual(OPTIONS.map(([option]) => option));
    const defaults = Object.fromEntries(DOCUMENTED.map(([option, standard]) => [option, documented(standard)]));
    expect(rulesFaults('rules', defaults)).toEqual([]);
    expect(renderRules(defaults)).toEqual(RULES);
  });

  it.each(OPTIONS)('are set by %s alone', (option, value, rule) => {
    const props = { [option]: value };
    expect(rulesFaults('rules', props)).toEqual([]);
    expect(renderRules(props)).toEqual(rule);
    expect(RULES).not.toMatchObject(rule);
  });

  it('are told as they are when every one is set', () => {
    const all = Object.fromEntries(OPTIONS.map(([option, value]) => [option, value]));
    expect(told(all)).toEqual(Object.assign({}, ...OPTIONS.map(([, , rule]) => rule)));
  });
});

const WORK = [Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY, Weekday.FRIDAY];

/**
 * What the project's decision record, section 4, and its matrix of incidents want where nobody says anything else, by the row
 * that wants it.
 */
const DECIDED: readonly (readonly [row: string, defaults: IncidentRulesProps])[] = [
  ['severity', { reportWindow: Duration.minutes(15), reportsForSev1: 10, reportsForSev2: 3 }],
  [
    'mitigated',
    { quietTime: Duration.minutes(60), quietTimeAfterSlow: Duration.minutes(120), leastRequests: 5, leastSamples: 1 },
  ],
  ['resolved', { resolveAfter: Duration.minutes(60) }],
  ['critical, usual', { leastShareOfUsual: 0.1 }],
  ['reopen', { reopenWithin: Duration.hours(24), pageAgainAfter: Duration.minutes(60) }],
  ['flapping', { quietTime: Duration.minutes(60), editEvery: Duration.seconds(30) }],
  ['repeat', { repeatWithin: Duration.days(28) }],
  ['storm', { pageTogetherWithin: Duration.minutes(5) }],
  [
    'pager',
    {
      notifyAgainAfter: Duration.minutes(15),
      remindAfter: Duration.hours(4),
      snooze: Duration.minutes(30),
      workDays: WORK,
      workFrom: 9,
      workTo: 17,
    },
  ],
  ['who owns the lifecycle', { pagerOwnsLifecycle: false }],
  ['customer confirmation', { confirmWithin: Duration.hours(24) }],
  ['suspect deployment', { suspectWithin: Duration.minutes(60), refreshEvery: Duration.minutes(15) }],
  ['news for support, SEV1', { firstUpdateSev1: Duration.minutes(10), updateEverySev1: Duration.minutes(30) }],
  ['news for support, SEV2', { firstUpdateSev2: Duration.minutes(30), updateEverySev2: Duration.minutes(60) }],
];

describe('what the decisions want by default', () => {
  it.each(DECIDED)('%s: has its options, with these defaults', (_row, defaults) => {
    const documentedOptions = DOCUMENTED.map(([option]) => option);
    expect(documentedOptions).toEqual(expect.arrayContaining(Object.keys(defaults)));
    expect(RULES).toMatchObject(renderRules(defaults));
  });

  it('is all that there are options for', () => {
    const wanted = new Set(DECIDED.flatMap(([, defaults]) => Object.keys(defaults)));
    expect(OPTIONS.map(([option]) => option).filter((option) => !wanted.has(option))).toEqual([]);
  });

  it('critical, usual and customer confirmation: an SLO is not critical and customers notice it, unless it says otherwise', () => {
    expect(declaredSlo().slo.entry).toMatchObject({ critical: false, customerFacing: true });
    expect(declaredSlo().slo.entry).not.toHaveProperty('usualReportsPerHour');
    const { slo } = declaredSlo({ critical: true, customerFacing: false }, { usualReportsPerHour: 2 });
    expect(slo.entry).toMatchObject({ critical: true, customerFacing: false, usualReportsPerHour: 2 });
  });

  it('own SLO: 99 % of canaries, one every 15 minutes', () => {
    const stack = new Stack(new App(), 'Response');
    const targets = [slackChannel({ name: 'canary', channelId: 'C0CANARY' })];
    const canary = {
      team: new Team(stack, 'Team', TEAM),
      targets,
      runbookUrl: 'https://runbooks.shop.example/response',
    };
    const others = [slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' })];
    const response = new IncidentResponse(stack, 'IncidentResponse', { targets: others, canary });
    expect(response.canary!.slo.entry.attainmentGoal).toBe('99');
    Template.fromStack(stack).hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(15 minutes)' });
  });
});

const NO_TIME_MEANS_NOTHING = [
  'quietTime',
  'quietTimeAfterSlow',
  'resolveAfter',
  'notifyAgainAfter',
  'snooze',
  'remindAfter',
  'confirmWithin',
  'refreshEvery',
  'firstUpdateSev1',
  'firstUpdateSev2',
  'updateEverySev1',
  'updateEverySev2',
  'reportWindow',
] as const;
const ABOVE_0 = 'allowed is a Duration above 0, for example Duration.minutes(30)';

describe('rules that cannot be', () => {
  it.each(NO_TIME_MEANS_NOTHING)('are refused for a %s of no time at all', (option) => {
    expect(faults(() => declared({ [option]: Duration.minutes(0) }))).toEqual([
      `rules.${option}: got no time at all, ${ABOVE_0}`,
    ]);
  });

  it.each<[string, IncidentRulesProps, string]>([
    ['a time without a unit', { snooze: 30 as never }, `rules.snooze: got the plain value 30, ${ABOVE_0}`],
    [
      'the same where no time is allowed',
      { editEvery: 30 as never },
      'rules.editEvery: got the plain value 30, allowed is a Duration, for example Duration.minutes(30)',
    ],
    ['nothing where a time is', { snooze: null as never }, `rules.snooze: got nothing, ${ABOVE_0}`],
    [
      'a time that is known later',
      { quietTime: Duration.minutes(Lazy.number({ produce: () => 5 })) },
      'rules.quietTime: got a token, allowed is a value known at synth',
    ],
    [
      'a number that is known later',
      { leastRequests: Token.asNumber('later') },
      'rules.leastRequests: got a token, allowed is a value known at synth',
    ],
    ['no report', { reportsForSev2: 0 }, 'rules.reportsForSev2: got 0, allowed are whole numbers from 1'],
    ['half a report', { reportsForSev1: 2.5 }, 'rules.reportsForSev1: got 2.5, allowed are whole numbers from 1'],
    ['fewer than none', { leastSamples: -1 }, 'rules.leastSamples: got -1, allowed are whole numbers from 1'],
    ['a text', { leastRequests: '5' as never }, 'rules.leastRequests: got 5, allowed are whole numbers from 1'],
    ['percent', { leastShareOfUsual: 10 }, 'rules.leastShareOfUsual: got 10, allowed are numbers from 0 to 1'],
    ['no number', { leastShareOfUsual: NaN }, 'rules.leastShareOfUsual: got NaN, allowed are numbers from 0 to 1'],
    ['an hour before the day', { workFrom: -1 }, 'rules.workFrom: got -1, allowed are hours from 0 to 24'],
    ['an hour after the day', { workTo: 25 }, 'rules.workTo: got 25, allowed are hours from 0 to 24'],
    [
      'work that ends before it begins',
      { workFrom: 18 },
      'rules.workTo: got 17, allowed are hours after workFrom, which is 18',
    ],
    [
      'work that ends when it begins',
      { workFrom: 12, workTo: 12 },
      'rules.workTo: got 12, allowed are hours after workFrom, which is 12',
    ],
    [
      'a SEV2 that needs more reports than a SEV1',
      { reportsForSev1: 2 },
      'rules.reportsForSev2: got 3, allowed is at most reportsForSev1, which is 2',
    ],
    ['no working day', { workDays: [] }, 'rules.workDays: got none, allowed is at least one'],
    [
      'a day twice',
      { workDays: [Weekday.MONDAY, Weekday.MONDAY] },
      'rules.workDays: got MON more than once, allowed is each day once',
    ],
    [
      'days that are none',
      { workDays: ['MON', Audience.SUPPORT, undefined] as never },
      'rules.workDays: got something that is no day, allowed are Weekday.MONDAY to Weekday.SUNDAY',
    ],
    [
      'one day that is no list',
      { workDays: 'MON' as never },
      'rules.workDays: got MON, allowed is a list of the class Weekday',
    ],
  ])('are refused for %s', (_what, rules, fault) => {
    expect(faults(() => declared(rules))).toEqual([fault]);
  });

  it('are refused all at once, beside what else is wrong', () => {
    const targets: never[] = [];
    const rules = { snooze: Duration.millis(0), leastRequests: 0 };
    expect(faults(() => new IncidentResponse(new Stack(), 'R', { targets, rules }))).toEqual([
      expect.stringMatching(/^targets: /),
      expect.stringMatching(/^rules.snooze: /),
      expect.stringMatching(/^rules.leastRequests: /),
    ]);
  });

  it('cannot even be written with a negative time', () => {
    expect(() => Duration.minutes(-1)).toThrow(/negative/);
  });
});

describe('a lifecycle that the pager owns', () => {
  const pager = { name: 'on-call', pager: true, callbacks: { secretArn: 'arn' } };
  const chat = { name: 'incidents' };

  it.each([
    ['nobody asks for it', {}, [chat], undefined],
    ['a pager tells us of it', { pagerOwnsLifecycle: true }, [chat, pager], undefined],
    ['there is no pager', { pagerOwnsLifecycle: true }, [chat], 'got true and no target that wakes people'],
    [
      'one of the pagers tells nothing',
      { pagerOwnsLifecycle: true },
      [pager, { name: 'night', pager: true }],
      'got true with the pager "night" without callbacks, allowed are pagers with callbacks',
    ],
  ])('when %s', (_, rules, targets, fault) => {
    const said = pagerOwnsLifecycleFault('rules', rules, targets);
    expect(said).toEqual(fault === undefined ? undefined : expect.stringContaining(fault));
  });

  it('is yes or no', () => {
    const props = { pagerOwnsLifecycle: 'yes' } as unknown as IncidentRulesProps;
    expect(rulesFaults('rules', props)).toEqual(['rules.pagerOwnsLifecycle: got yes, allowed are true and false']);
  });
});
