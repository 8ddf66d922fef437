import { App, Lazy, NestedStack, Stack, type StackProps, Stage, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Journey, type JourneyProps, JourneyRule, Service, type ServiceProps, Slo, Team } from '../../lib';
import { evaluateAlarmRule, parseAlarmRule } from '../../lib/model/composite';
import { faults, SERVICE, SLO, TEAM } from './fixture';

const { broken, anyOf, allOf, atLeast, not, journeyBroken } = JourneyRule;
const TOKEN = Lazy.string({ produce: () => 'later' });

function estate(app = new App(), props: StackProps = {}, name = 'Shop') {
  const stack = new Stack(app, name, props);
  const team = new Team(stack, 'Team', TEAM);
  const service = (serviceName: string, change: Partial<ServiceProps> = {}) =>
    new Service(stack, `Service${stack.node.children.length}`, { team, ...SERVICE, serviceName, ...change });
  const withSlo = (serviceName: string, change: Partial<ServiceProps> = {}) => {
    const made = service(serviceName, change);
    new Slo(stack, `Slo${stack.node.children.length}`, { service: made, ...SLO, sloName: serviceName });
    return made;
  };
  const journey = (rule: JourneyRule, change: Partial<JourneyProps> = {}, scope = stack) =>
    new Journey(scope, `Journey${scope.node.children.length}`, {
      journeyName: 'checkout',
      promise: 'You can buy a scarf.',
      rule,
      ...change,
    });
  return { app, stack, team, service, withSlo, journey };
}

interface Found {
  readonly id: string;
  readonly properties: { AlarmRule: string; AlarmDescription: string; Tags: { Key: string; Value: string }[] };
  readonly after: readonly string[];
}

function composite(stack: Stack, name: string): Found {
  const [found] = Object.entries(
    Template.fromStack(stack).findResources('AWS::CloudWatch::CompositeAlarm', { Properties: { AlarmName: name } }),
  );
  return { id: found![0], properties: found![1].Properties, after: found![1].DependsOn ?? [] };
}

/** Whether a rule holds while these services are broken. */
function holds(rule: string, ...brokenServices: string[]): boolean {
  return evaluateAlarmRule(parseAlarmRule(rule), (alarm) =>
    brokenServices.some((name) => alarm === `prod-${name}-breach`) ? 'ALARM' : 'OK',
  );
}

describe('a journey', () => {
  it('is broken as its rule says, nested as it likes', () => {
    const { stack, withSlo, journey } = estate();
    const [shop, cards, invoices, search, stock, fraud] = ['shop', 'cards', 'invoices', 'search', 'stock', 'fraud'].map(
      (name) => withSlo(name),
    ) as [Service, Service, Service, Service, Service, Service];
    journey(
      anyOf(
        broken(shop),
        allOf(broken(cards), broken(invoices)),
        allOf(atLeast(2, broken(search), broken(stock), broken(cards)), not(broken(fraud))),
      ),
    );
    const { properties } = composite(stack, 'prod-checkout-journey');
    expect(properties.AlarmRule).toBe(
      'ALARM("prod-shop-breach") OR (ALARM("prod-cards-breach") AND ALARM("prod-invoices-breach")) OR ' +
        '(AT_LEAST(2, ALARM, ("prod-search-breach", "prod-stock-breach", "prod-cards-breach")) AND NOT ALARM("prod-fraud-breach"))',
    );
    const broke = (...names: string[]) => holds(properties.AlarmRule, ...names);
    expect([broke(), broke('shop'), broke('cards'), broke('cards', 'invoices')]).toEqual([false, true, false, true]);
    expect([broke('search', 'stock'), broke('search', 'stock', 'fraud'), broke('search')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('tells a person what is broken, and carries owner and stage', () => {
    const { stack, withSlo, journey } = estate();
    journey(anyOf(broken(withSlo('shop')), allOf(broken(withSlo('cards')), broken(withSlo('invoices')))));
    const { properties } = composite(stack, 'prod-checkout-journey');
    expect(properties.AlarmDescription).toBe(
      'Customers cannot rely on this now: "You can buy a scarf." The journey checkout is broken while these break a promise quickly: shop or (cards and invoices). Owner: checkout.',
    );
    expect(properties.Tags).toEqual([
      { Key: 'owner', Value: 'checkout' },
      { Key: 'stage', Value: 'prod' },
    ]);
  });

  it('is an alarm for dashboards and rules of your own', () => {
    const { stack, withSlo, journey } = estate();
    const { alarm, alarmName } = journey(broken(withSlo('shop')));
    const { id } = composite(stack, alarmName);
    expect(stack.resolve([alarm.alarmName, alarm.alarmArn])).toEqual([{ Ref: id }, { 'Fn::GetAtt': [id, 'Arn'] }]);
  });

  it('has a description that fits, however long its parts are', () => {
    const { stack, service, journey } = estate();
    const team = new Team(stack, 'Long', { ...TEAM, teamName: 't'.repeat(100) });
    const services = Array.from({ length: 30 }, (_, n) => broken(service(`service-${'x'.repeat(90)}-${n}`)));
    journey(anyOf(...services), { journeyName: 'j'.repeat(123), promise: 'p'.repeat(300), team });
    const [alarm] = stack.node.findAll().filter((node) => node.node.path.endsWith('/Resource')) as unknown as [
      { alarmDescription: string },
    ];
    expect(alarm.alarmDescription.length).toBeLessThanOrEqual(1024);
    expect(alarm.alarmDescription).toContain('a rule over 30 services');
  });

  it('is made after the alarms it names, those of SLOs declared later included', () => {
    const { stack, service, withSlo, journey } = estate();
    const later = service('later');
    journey(anyOf(broken(withSlo('shop')), broken(later)));
    new Slo(stack, 'Later', { service: later, ...SLO, sloName: 'later' });
    expect([...composite(stack, 'prod-checkout-journey').after].sort()).toEqual(
      ['prod-later-breach', 'prod-shop-breach'].map((name) => composite(stack, name).id).sort(),
    );
  });

  it('stands in another stack of the same account and region, which is deployed after those of its services, without exports', () => {
    const env = { account: '111122223333', region: 'eu-west-3' };
    const { app, stack, withSlo } = estate(new App(), { env });
    const other = estate(app, { env }, 'Journeys');
    other.journey(broken(withSlo('shop')));
    expect(other.stack.dependencies).toEqual([stack]);
    expect(composite(other.stack, 'prod-checkout-journey').after).toEqual([]);
    expect(Template.fromStack(stack).toJSON().Outputs).toBeUndefined();
  });

  it('may depend on other journeys, which are counted like services', () => {
    const { stack, withSlo, journey } = estate();
    const buy = journey(broken(withSlo('shop')), { journeyName: 'buy' });
    const give = journey(allOf(broken(withSlo('cards')), broken(withSlo('stock'))), { journeyName: 'give' });
    journey(atLeast(2, journeyBroken(buy), journeyBroken(give), broken(withSlo('search'))), { journeyName: 'all' });
    const all = composite(stack, 'prod-all-journey');
    expect(all.properties.AlarmRule).toBe(
      'AT_LEAST(2, ALARM, ("prod-buy-journey", "prod-give-journey", "prod-search-breach"))',
    );
    expect(all.after).toContain(composite(stack, 'prod-buy-journey').id);
  });

  it('names each alarm once as a child, also when the rule names it twice', () => {
    const { stack, withSlo, journey } = estate();
    const [shop, cards] = [broken(withSlo('shop')), broken(withSlo('cards'))];
    journey(anyOf(allOf(shop, cards), allOf(shop, not(cards))));
    expect(composite(stack, 'prod-checkout-journey').after).toHaveLength(2);
  });

  it('keeps its logical id wherever it stands', () => {
    const ids = [0, 1].map((moved) => {
      const { stack, withSlo, journey } = estate();
      const shop = withSlo('shop');
      if (moved) withSlo('other');
      journey(broken(shop));
      return composite(stack, 'prod-checkout-journey').id;
    });
    expect(ids[0]).toMatch(/^Journeyprodcheckout[0-9a-f]{8}$/);
    expect(ids[1]).toBe(ids[0]);
  });

  it('may have the name of a journey of another stage or region', () => {
    const app = new App();
    for (const [name, region, stage] of [
      ['A', 'eu-west-3', 'prod'],
      ['B', 'eu-west-1', 'prod'],
      ['C', 'eu-west-3', 'staging'],
    ] as const) {
      const { withSlo, journey } = estate(app, { env: { account: '111122223333', region } }, name);
      expect(faults(() => journey(broken(withSlo('shop', { stage })), { stage }))).toEqual([]);
    }
  });
});

describe('a wrong journey', () => {
  const { stack, service, withSlo, journey } = estate();
  const [shop, cards, stock] = [withSlo('shop'), withSlo('cards'), withSlo('stock')];
  const many = (count: number, length = 1) =>
    Array.from({ length: count }, (_, n) => broken(service(`s${'x'.repeat(length)}${n}`)));

  it.each([
    ['no rule, from a caller without types', undefined, ['rule: got nothing, allowed is a JourneyRule']],
    ['any of nothing', anyOf(), ['rule.anyOf: got no rules, allowed is at least one']],
    [
      'all of nothing, deep inside',
      anyOf(broken(shop), not(allOf())),
      ['rule.allOf: got no rules, allowed is at least one'],
    ],
    [
      'at least none',
      atLeast(0, broken(shop), broken(cards), broken(stock)),
      ['rule.atLeast: got 0 of 3, allowed are whole numbers from 1 to 3'],
    ],
    [
      'more than there are',
      atLeast(5, broken(shop), broken(cards), broken(stock)),
      ['rule.atLeast: got 5 of 3, allowed are whole numbers from 1 to 3'],
    ],
    [
      'one and a half',
      atLeast(1.5, broken(shop), broken(cards)),
      ['rule.atLeast: got 1.5 of 2, allowed are whole numbers from 1 to 2'],
    ],
    [
      'a number known only later',
      atLeast(Token.asNumber('later'), broken(shop), broken(cards)),
      ['rule.atLeast: got a token, allowed is a value known at synth'],
    ],
    ['at least one of nothing', atLeast(1), ['rule.atLeast: got no rules, allowed is at least one']],
    [
      'so many of rules',
      atLeast(1, broken(shop), allOf(broken(cards), broken(stock))),
      [
        'rule.atLeast: got a rule made of rules, allowed are broken(service) and journeyBroken(journey): make it a journey of its own',
      ],
    ],
    [
      'one service counted twice',
      atLeast(2, broken(shop), broken(shop)),
      ['rule.atLeast: got one alarm twice, allowed is each once'],
    ],
    [
      'what holds while nothing is broken',
      not(broken(shop)),
      ['rule: got one that holds while nothing is broken, allowed are rules that need something broken'],
    ],
    [
      'what always holds',
      anyOf(broken(shop), not(broken(shop))),
      ['rule: got one that holds while nothing is broken, allowed are rules that need something broken'],
    ],
    [
      'what never holds',
      allOf(broken(shop), not(broken(shop))),
      ['rule: got one that can never hold, allowed are rules without contradictions'],
    ],
    [
      'more services than CloudWatch takes',
      anyOf(...many(101)),
      ['rule: got a rule of 101 alarms, allowed are 100: make journeys of its parts'],
    ],
    [
      'a rule longer than CloudWatch takes',
      // ALARM("prod-s…-breach") OR …: 10 × (9 + 5 + 101 + 1 + 7) + 71 × (9 + 5 + 101 + 2 + 7) + 80 × 4.
      anyOf(...many(81, 100)),
      ['rule: got a rule of 10354 characters, allowed are 10240: make journeys of its parts'],
    ],
  ] satisfies [string, JourneyRule | undefined, string[]][])('is refused for %s', (_what, rule, messages) => {
    expect(faults(() => journey(rule as JourneyRule))).toEqual(messages);
  });

  it.each([
    ['a stage with a dash', { stage: 'pre-prod' }, /^stage: got "pre-prod", allowed are letters and digits/],
    ['a stage known only later', { stage: TOKEN }, /^stage: got a token, allowed is a value known at synth$/],
    ['a name with a blank', { journeyName: 'check out' }, /^journeyName: got "check out", allowed are letters, digits/],
    [
      'a name known only later',
      { journeyName: TOKEN },
      /^journeyName: got a token, allowed is a value known at synth$/,
    ],
    ['a name that is too long', { journeyName: 'j'.repeat(124) }, /^journeyName: .* 128 characters, allowed are 127$/],
    ['a blank promise', { promise: ' ' }, /^promise: got a blank text, allowed is a sentence$/],
    ['a promise known only later', { promise: TOKEN }, /^promise: got a token, allowed is a value known at synth$/],
    ['a promise that fits no alarm', { promise: 'x'.repeat(301) }, /^promise: got 301 characters, allowed are 300$/],
  ] satisfies [string, Partial<JourneyProps>, RegExp][])('is refused for %s', (_what, change, message) => {
    const found = faults(() => journey(broken(shop), change));
    expect(found[0]).toMatch(message);
  });

  it('is refused with all its faults at once', () => {
    expect(faults(() => journey(anyOf(anyOf(), atLeast(0, broken(shop))), { journeyName: '-', promise: '' }))).toEqual([
      expect.stringMatching(/^journeyName: /),
      expect.stringMatching(/^promise: /),
      expect.stringMatching(/^rule.anyOf: /),
      expect.stringMatching(/^rule.atLeast: /),
    ]);
  });

  it('is refused for services of other stages, regions and accounts', () => {
    const app = new App();
    const here = estate(app, { env: { account: '111122223333', region: 'eu-west-3' } });
    const there = estate(app, { env: { account: '444455556666', region: 'us-east-1' } }, 'There');
    const staging = here.withSlo('shop', { stage: 'staging' });
    expect(faults(() => here.journey(anyOf(broken(staging), broken(there.withSlo('search')))))).toEqual([
      'rule: got "shop" of stage staging, allowed are services of the journey\'s stage prod',
      'rule: got "search" of account 444455556666, allowed are services of the journey\'s account 111122223333',
      'rule: got "search" of region us-east-1, allowed are services of the journey\'s region eu-west-3',
    ]);
  });

  it('is refused for a name that is taken', () => {
    const { journey: make, withSlo: declare } = estate();
    const rule = broken(declare('shop'));
    const first = make(rule);
    expect(faults(() => make(rule))).toEqual([
      `journeyName: got "checkout", which ${first.node.path} has in stage prod; allowed is each name once`,
    ]);
  });

  it('is refused without a team where its services belong to several', () => {
    const payments = new Team(stack, 'Payments', { ...TEAM, teamName: 'payments' });
    const rule = anyOf(broken(shop), broken(service('bills', { team: payments })));
    expect(faults(() => journey(rule, { journeyName: 'pay' }))).toEqual([
      'team: got none, and the services belong to "checkout", "payments"; allowed is the team that owns the journey',
    ]);
    expect(faults(() => journey(rule, { journeyName: 'pay-later', team: payments }))).toEqual([]);
  });

  it.each([
    ['without an SLO', /rule: got "silent" without an SLO, allowed are services with at least one/],
    [
      'none of whose SLOs pages',
      /rule: got "silent", none of whose SLOs pages anybody, allowed are services with one that does/,
    ],
  ])('is refused at synth for a service %s', (what, message) => {
    const { app, service: make, withSlo: declare, journey: over } = estate();
    const silent = make('silent');
    const loud = declare('loud');
    over(anyOf(broken(silent), broken(loud)));
    if (what !== 'without an SLO') silent._admit({ alarms: {}, entry: { tiers: [] } } as unknown as Slo);
    expect(() => app.synth()).toThrow(message);
  });
});

describe('a journey and nested stacks', () => {
  const nested = () => {
    const outer = new Stack(new App(), 'Outer');
    return { outer, inner: new NestedStack(outer, 'Inner') };
  };
  const shopIn = (stack: Stack) => {
    const shop = new Service(stack, 'Service', { team: new Team(stack, 'Team', TEAM), ...SERVICE });
    new Slo(stack, 'Orders', { service: shop, ...SLO });
    return shop;
  };
  const buy = { journeyName: 'buy', promise: 'You can buy a scarf.' };
  const dependencies = (stack: Stack, type: string) =>
    Object.values(Template.fromStack(stack).findResources(type)).map(({ DependsOn }) => DependsOn);

  it('waits for the nested stack of its service', () => {
    const { outer, inner } = nested();
    new Journey(outer, 'Journey', { ...buy, rule: broken(shopIn(inner)) });
    expect(dependencies(outer, 'AWS::CloudWatch::CompositeAlarm')).toEqual([
      [expect.stringMatching(/^InnerNestedStackInnerNestedStackResource/)],
    ]);
  });

  it('stands in a nested stack, which waits for the service beside it', () => {
    const { outer, inner } = nested();
    new Journey(inner, 'Journey', { ...buy, rule: broken(shopIn(outer)) });
    expect(dependencies(outer, 'AWS::CloudFormation::Stack')).toEqual([[expect.stringMatching(/^Breachprodshop/)]]);
  });

  it('waits for no service of another cdk.Stage', () => {
    const app = new App();
    const [one, two] = ['One', 'Two'].map((id) => new Stack(new Stage(app, id), 'Stack'));
    expect(faults(() => new Journey(two!, 'Journey', { ...buy, rule: broken(shopIn(one!)) }))).toEqual([
      'rule: got "shop" of cdk.Stage One, allowed are services of the journey\'s cdk.Stage Two',
    ]);
  });
});
