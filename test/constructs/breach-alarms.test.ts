import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Alias, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import {
  AlertPolicy,
  BackupPager,
  Service,
  type ServiceProps,
  Slo,
  SloDashboard,
  SloOverview,
  type SloProps,
  Team,
} from '../../lib';
import { alarmsOfRule, parseAlarmRule, RULE_LIMITS, sizeOfRule } from '../../lib/model/composite';
import { SERVICE, SLO, TEAM } from './fixture';

function estate(change: Partial<ServiceProps> = {}) {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  const shop = new Service(stack, 'Service', { team: new Team(stack, 'Team', TEAM), ...SERVICE, ...change });
  const slo = (sloName: string, props: Partial<SloProps> = {}) =>
    new Slo(stack, sloName, { service: shop, ...SLO, sloName, ...props });
  return { app, stack, shop, slo };
}

/** What a service sees of an SLO whose policy has only some of the tiers, or no evidence. */
function seen(slo: Slo, entry: Partial<Slo['entry']>): Slo {
  return { alarms: slo.alarms, entry: { ...slo.entry, ...entry } } as Slo;
}

/** A service all of whose SLOs write tickets only. */
function ticketsOnly(change: Partial<ServiceProps> = {}) {
  const made = estate(change);
  const { stack, shop } = made;
  const elsewhere = new Service(stack, 'Elsewhere', { ...shop._props, serviceName: 'elsewhere', rollbackAlarm: false });
  const slo = new Slo(stack, 'orders', { service: elsewhere, ...SLO });
  const tiers = slo.entry.tiers.filter(({ urgency }) => urgency === 'ticket');
  return { ...made, admit: (entry: Partial<Slo['entry']> = { tiers }) => shop._admit(seen(slo, entry)) };
}

interface Composite {
  readonly id: string;
  readonly rule: string;
  readonly after: readonly string[];
}

/** Composite alarms by name. */
function composites(template: Template): Record<string, Composite> {
  return Object.fromEntries(
    Object.entries(template.findResources('AWS::CloudWatch::CompositeAlarm')).map(
      ([id, { Properties, DependsOn = [] }]) => [
        Properties.AlarmName,
        { id, rule: Properties.AlarmRule, after: DependsOn },
      ],
    ),
  );
}

interface Widget {
  readonly type: 'text' | 'metric' | 'alarm';
  readonly properties: { readonly markdown?: string; readonly metrics?: unknown[]; readonly alarms?: string[] };
}

/** The widgets of each dashboard; what is known at deployment only is left out. */
function widgetsOf(template: Template): Widget[][] {
  return Object.values(template.findResources('AWS::CloudWatch::Dashboard')).map(({ Properties }) => {
    const parts: unknown[] = Properties.DashboardBody['Fn::Join'][1];
    return JSON.parse(parts.filter((part) => typeof part === 'string').join('')).widgets;
  });
}

const idOf = (template: Template, alarm: string) =>
  Object.entries(template.findResources('AWS::CloudWatch::Alarm')).find(
    ([, { Properties }]) => Properties.AlarmName === alarm,
  )![0];

/** A template with the composites of so many SLOs. */
function templateOf(slos: number, change: Partial<ServiceProps> = {}) {
  const { stack, slo } = estate(change);
  for (let n = 0; n < slos; n += 1) slo(`slo-${n}`);
  return Template.fromStack(stack);
}

describe('the breach of a service', () => {
  const fifty = composites(templateOf(50));
  const more = templateOf(51);
  const nested = composites(more);

  it('is one composite alarm as long as CloudWatch takes its rule: 50 SLOs with two page tiers', () => {
    expect(Object.keys(fifty)).toEqual(['prod-shop-breach']);
    expect(alarmsOfRule(parseAlarmRule(fifty['prod-shop-breach']!.rule))).toHaveLength(100);
  });

  it('stands over parts when there are more, and keeps its name and logical id', () => {
    expect(Object.keys(nested)).toEqual(['prod-shop-breach', 'prod-shop-breach-part1', 'prod-shop-breach-part2']);
    expect(nested['prod-shop-breach']!.id).toBe(fifty['prod-shop-breach']!.id);
    expect(nested['prod-shop-breach']!.rule).toBe('ALARM("prod-shop-breach-part1") OR ALARM("prod-shop-breach-part2")');
    expect(nested['prod-shop-breach-part2']!.rule).toBe(
      'ALARM("slo/prod/slo-50/fast") OR ALARM("slo/prod/slo-50/slow")',
    );
  });

  it('exists after what it names: each part after its alarms, the breach after its parts', () => {
    const { 'prod-shop-breach': breach, 'prod-shop-breach-part1': first, 'prod-shop-breach-part2': second } = nested;
    expect(breach!.after).toEqual([first!.id, second!.id]);
    expect(first!.after).toHaveLength(100);
    expect([...second!.after].sort()).toEqual(
      [idOf(more, 'slo/prod/slo-50/fast'), idOf(more, 'slo/prod/slo-50/slow')].sort(),
    );
  });

  it('changes its last part only, when an SLO is added', () => {
    const later = composites(templateOf(52));
    expect(later['prod-shop-breach']).toEqual(nested['prod-shop-breach']);
    expect(later['prod-shop-breach-part1']).toEqual(nested['prod-shop-breach-part1']);
    expect(later['prod-shop-breach-part2']!.id).toBe(nested['prod-shop-breach-part2']!.id);
    expect(alarmsOfRule(parseAlarmRule(later['prod-shop-breach-part2']!.rule))).toHaveLength(4);
  });

  it('stands over parts when names are too long for one rule', () => {
    const { stack, slo } = estate();
    for (let n = 0; n < 40; n += 1) slo(`${'n'.repeat(115)}-${n + 100}`);
    const found = composites(Template.fromStack(stack));
    expect(Object.keys(found)).toEqual(['prod-shop-breach', 'prod-shop-breach-part1', 'prod-shop-breach-part2']);
    for (const { rule } of Object.values(found)) {
      expect(sizeOfRule(parseAlarmRule(rule)).characters).toBeLessThanOrEqual(RULE_LIMITS.characters);
    }
  });

  it('names the parts of a segment after it', () => {
    expect(Object.keys(composites(templateOf(51, { segment: 'fr' })))).toContain('prod-shop-fr-breach-part1');
  });

  it('synthesizes to the same bytes twice', () => {
    expect(JSON.stringify(templateOf(51).toJSON())).toBe(JSON.stringify(more.toJSON()));
  });
});

describe('a service none of whose SLOs pages', () => {
  it('has no composite alarm', () => {
    const { stack, admit, shop } = ticketsOnly();
    admit();
    expect(Object.keys(composites(Template.fromStack(stack)))).toEqual(['prod-elsewhere-breach']);
    expect(shop._breach).toBeUndefined();
  });

  it.each([
    ['no alarms', AlertPolicy.none('The provider watches it.')],
    ['alarms that tell nobody', AlertPolicy.shadow()],
  ])('is one whose SLOs have %s', (_what, alertPolicy) => {
    const { stack, shop, slo } = estate();
    new SloDashboard(stack, 'Dashboard', { service: shop });
    new SloOverview(stack, 'Overview', { services: [shop] });
    slo('orders', { alertPolicy });
    const template = Template.fromStack(stack);
    expect(composites(template)).toEqual({});
    for (const { type, properties } of widgetsOf(template).flat()) {
      const shown = { text: properties.markdown, metric: properties.metrics, alarm: properties.alarms }[type];
      expect(shown?.length).toBeGreaterThan(0);
    }
  });

  it('gets one with the first SLO that pages', () => {
    const { stack, admit, slo } = ticketsOnly();
    admit();
    slo('later');
    expect(composites(Template.fromStack(stack))['prod-shop-breach']!.rule).toBe(
      'ALARM("slo/prod/later/fast") OR ALARM("slo/prod/later/slow")',
    );
  });

  it.each([
    ['a ticket tier only', undefined],
    ['no alarm at all', { tiers: [], evidence: false, noData: false }],
  ])(
    'has a dashboard and stands on an overview that say so, without an empty widget, when it has %s',
    (_what, entry) => {
      const { stack, admit, shop } = ticketsOnly();
      new SloDashboard(stack, 'Dashboard', { service: shop });
      new SloOverview(stack, 'Overview', { services: [shop] });
      admit(entry);
      const widgets = widgetsOf(Template.fromStack(stack));
      expect(widgets).toHaveLength(2);
      const all = widgets.flat();
      expect(all.flatMap(({ properties }) => properties.alarms ?? []).join()).not.toContain('prod-shop-breach');
      expect(all.filter(({ properties }) => properties.markdown?.startsWith('Nobody is called'))).toHaveLength(1);
      for (const { type, properties } of all) {
        const shown = { text: properties.markdown, metric: properties.metrics, alarm: properties.alarms }[type];
        expect(shown?.length).toBeGreaterThan(0);
      }
    },
  );

  it('is refused by a backup pager, which would hear nothing', () => {
    const { app, stack, admit, shop } = ticketsOnly();
    new BackupPager(stack, 'Pager', { services: [shop] });
    admit();
    expect(() => app.synth()).toThrow(
      /services: got "shop", none of whose SLOs pages anybody, allowed are services with one that does/,
    );
  });

  it('is refused when deployments should listen to it', () => {
    const { app, admit } = ticketsOnly({ rollbackAlarm: true });
    admit();
    expect(() => app.synth()).toThrow(
      /rollbackAlarm: got true for "shop", none of whose SLOs pages anybody, allowed are services with one that does/,
    );
  });
});

describe('the rollback of a service', () => {
  it('is not there unless it is asked for', () => {
    const { shop, slo, stack } = estate();
    slo('orders');
    expect(shop.rollbackAlarm).toBeUndefined();
    expect(Object.keys(composites(Template.fromStack(stack)))).toEqual(['prod-shop-breach']);
  });

  it('needs the fastest page tier and evidence of one SLO, and neither slow nor ticket tiers', () => {
    const template = templateOf(2, { rollbackAlarm: true });
    const { rule, after } = composites(template)['prod-shop-rollback']!;
    expect(rule).toBe(
      '(ALARM("slo/prod/slo-0/fast") AND ALARM("slo/prod/slo-0/evidence")) OR (ALARM("slo/prod/slo-1/fast") AND ALARM("slo/prod/slo-1/evidence"))',
    );
    expect([...after].sort()).toEqual(
      [0, 1]
        .flatMap((n) => [idOf(template, `slo/prod/slo-${n}/fast`), idOf(template, `slo/prod/slo-${n}/evidence`)])
        .sort(),
    );
  });

  it('takes the tier alone where an SLO has no evidence, and the page tier with the shortest window wherever it stands', () => {
    const { stack, slo } = estate();
    const shop = new Service(stack, 'Other', { ...estate().shop._props, serviceName: 'other', rollbackAlarm: true });
    const orders = slo('orders');
    shop._admit(seen(orders, { evidence: false, tiers: orders.entry.tiers.toReversed() }));
    expect(composites(Template.fromStack(stack))['prod-other-rollback']!.rule).toBe('ALARM("slo/prod/orders/fast")');
  });

  it('stands over parts like the breach', () => {
    const found = composites(templateOf(51, { rollbackAlarm: true }));
    expect(found['prod-shop-rollback']!.rule).toBe(
      'ALARM("prod-shop-rollback-part1") OR ALARM("prod-shop-rollback-part2")',
    );
    const { alarms, elements } = sizeOfRule(parseAlarmRule(found['prod-shop-rollback-part1']!.rule));
    expect({ alarms, elements }).toEqual({ alarms: 100, elements: 400 });
  });

  it('is the alarm of a CodeDeploy deployment group, even one declared before the SLOs, and exists before it', () => {
    const { stack, shop, slo } = estate({ rollbackAlarm: true });
    const fn = new LambdaFunction(stack, 'Function', {
      code: Code.fromInline('exports.handler = async () => {};'),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_22_X,
    });
    new LambdaDeploymentGroup(stack, 'Group', {
      application: new LambdaApplication(stack, 'Application'),
      alias: new Alias(stack, 'Alias', { aliasName: 'live', version: fn.currentVersion }),
      deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
      alarms: [shop.rollbackAlarm!],
    });
    slo('orders');
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
      AlarmConfiguration: {
        Enabled: true,
        Alarms: [{ Name: { Ref: composites(template)['prod-shop-rollback']!.id } }],
      },
    });
  });

  it('has an ARN that can be an output', () => {
    const { stack, shop, slo } = estate({ rollbackAlarm: true });
    slo('orders');
    stack.exportValue(shop.rollbackAlarm!.alarmArn);
    const template = Template.fromStack(stack);
    expect(Object.values(template.findOutputs('*'))[0]!.Value).toEqual({
      'Fn::GetAtt': [composites(template)['prod-shop-rollback']!.id, 'Arn'],
    });
  });
});
