import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  AlertPolicy,
  BurnRateTier,
  ExistingSlo,
  Service,
  type ServiceProps,
  Slo,
  SloDashboard,
  SloOverview,
  Team,
} from '../../lib';
import { DASHBOARD_LIMITS } from '../../lib/model/dashboard/parts';
import { declared, faults, SERVICE, SLO, TEAM } from './fixture';

const ENV = { account: '111122223333', region: 'eu-west-3' };

interface Widget {
  readonly type: 'text' | 'metric' | 'alarm';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly markdown: string;
    readonly title: string;
    readonly region: string;
    readonly metrics: (string | { id?: string; expression?: string; label?: string })[][];
    readonly annotations: { horizontal: { value: number; label: string }[] };
    readonly alarms: string[];
  };
}

interface Dashboard {
  readonly logicalId: string;
  readonly name: string;
  readonly widgets: Widget[];
  readonly tags: { Key: string; Value: string }[];
}

/** The dashboards of a stack as CloudWatch would get them. */
function dashboardsOf(template: Template): Dashboard[] {
  return Object.entries(template.findResources('AWS::CloudWatch::Dashboard')).map(([logicalId, { Properties }]) => ({
    logicalId,
    name: text(Properties.DashboardName),
    widgets: JSON.parse(text(Properties.DashboardBody)).widgets,
    tags: Properties.Tags,
  }));
}

function dashboards(stack: Stack): Dashboard[] {
  return dashboardsOf(Template.fromStack(stack));
}

/** A text of a template, with what is known at deployment only as `<AWS::Region>`. */
function text(value: string | { 'Fn::Join': [string, (string | { Ref: string })[]] }): string {
  if (typeof value === 'string') return value;
  return value['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : `<${part.Ref}>`)).join('');
}

function estate(env: { account?: string; region?: string } = ENV, app = new App()) {
  const stack = new Stack(app, `Shop${app.node.children.length}`, { env });
  const team = new Team(stack, 'Team', TEAM);
  return {
    app,
    stack,
    service: (serviceName: string, change: Partial<ServiceProps> = {}) =>
      new Service(stack, [serviceName, ...Object.values(change)].join('-'), {
        team,
        ...SERVICE,
        serviceName,
        ...change,
      }),
    slo: (service: Service, sloName: string, change = {}) =>
      new Slo(stack, `${service.node.id}-${sloName}`, { service, ...SLO, sloName, ...change }),
  };
}

/** A service with so many SLOs, its dashboard and an overview. */
function shown(slos: number, env?: { account?: string; region?: string }) {
  const { app, stack, service, slo } = estate(env);
  const shop = service('shop');
  // The dashboards come first: SLOs that are declared later are shown, too.
  new SloDashboard(stack, 'Dashboard', { service: shop });
  new SloOverview(stack, 'Overview', { services: [shop] });
  for (let n = 0; n < slos; n += 1) slo(shop, `slo-${n}`);
  return { app, stack, shop };
}

function graphs(widgets: readonly Widget[]): Widget[] {
  return widgets.filter(({ type }) => type === 'metric');
}

function textLeftOf(graph: Widget, widgets: readonly Widget[]): string | undefined {
  return widgets.find(
    ({ type, x, y, width, height }) =>
      type === 'text' && x + width === graph.x && y === graph.y && height === graph.height,
  )?.properties.markdown;
}

const two = shown(2);
const both = dashboards(two.stack);
const byName = (name: string) => both.find((dashboard) => dashboard.name === name)!;
const dashboard = byName('prod-shop-slos-eu-west-3');
const overview = byName('prod-overview-eu-west-3');

describe('a dashboard of a service', () => {
  it('is named after stage, service and region, and tagged like what it shows', () => {
    expect(both.map(({ logicalId }) => logicalId)).toEqual([
      expect.stringMatching(/^Dashboardprodshop[0-9a-f]{8}$/),
      expect.stringMatching(/^Overviewprod[0-9a-f]{8}$/),
    ]);
    expect(dashboard.tags).toEqual([
      { Key: 'owner', Value: 'checkout' },
      { Key: 'service', Value: 'shop' },
      { Key: 'stage', Value: 'prod' },
    ]);
  });

  it('draws for each SLO budget left, burn rate, good requests and attainment, each of its region', () => {
    expect(graphs(dashboard.widgets).map(({ properties }) => properties.title)).toEqual(
      [0, 1].flatMap(() => ['Error budget left (%)', 'Burn rate', 'Good requests (%)', 'Attainment (%)']),
    );
    expect(new Set(graphs(dashboard.widgets).map(({ properties }) => properties.region))).toEqual(
      new Set(['eu-west-3']),
    );
    const [budget, burn] = graphs(dashboard.widgets);
    expect(budget!.properties.metrics).toEqual([
      [expect.objectContaining({ expression: '100 * (1 - (100 - attainment) / 0.1)' })],
      [
        'AWS/ApplicationSignals',
        'AttainmentRate',
        'SloName',
        'prod-slo-0',
        expect.objectContaining({ visible: false }),
      ],
    ]);
    expect(burn!.properties.annotations.horizontal.map(({ value, label }) => [value, label])).toEqual([
      [13.44, 'fast: someone is called above 13.44'],
      [5.6, 'slow: someone is called above 5.6'],
      [expect.closeTo(0.933, 3), 'ticket: a ticket is written above 0.933'],
    ]);
  });

  it('shows the states of all alarms of its SLOs and of the service as a whole', () => {
    const arn = (name: string) => `arn:aws:cloudwatch:eu-west-3:111122223333:alarm:${name}`;
    const states = dashboard.widgets.filter(({ type }) => type === 'alarm');
    const shown = states.flatMap(({ properties }) =>
      properties.alarms.map((alarm) => alarm.replace('<AWS::Partition>', 'aws')),
    );
    const declared = Template.fromStack(two.stack).findResources('AWS::CloudWatch::Alarm');
    expect(shown.toSorted()).toEqual(
      [...Object.values(declared).map(({ Properties }) => Properties.AlarmName), 'prod-shop-breach']
        .map(arn)
        .toSorted(),
    );
  });

  it('says the promise beside the graphs', () => {
    const words = dashboard.widgets.filter(({ type }) => type === 'text').map(({ properties }) => properties.markdown);
    expect(words.filter((markdown) => markdown.includes('**Your order goes through.**'))).toHaveLength(2);
  });

  it.each([
    ['a dashboard', dashboard],
    ['an overview', overview],
  ])('has on %s a sentence beside every graph, and nothing overlaps', (_, { widgets }) => {
    for (const graph of graphs(widgets)) {
      const sentence = textLeftOf(graph, widgets)?.split('\n\n').at(-1);
      expect(sentence).toMatch(/^[A-Z][^\n]*\.$/);
      expect(sentence).not.toMatch(/\. /);
    }
    const taken = new Set<string>();
    for (const { x, y, width, height } of widgets) {
      expect(x + width).toBeLessThanOrEqual(24);
      for (let column = x; column < x + width; column += 1) {
        for (let row = y; row < y + height; row += 1) {
          expect(taken.has(`${column}/${row}`)).toBe(false);
          taken.add(`${column}/${row}`);
        }
      }
    }
  });

  it('would notice a graph without a text', () => {
    const [graph] = graphs(dashboard.widgets);
    expect(
      textLeftOf(
        graph!,
        dashboard.widgets.filter(({ type }) => type !== 'text'),
      ),
    ).toBeUndefined();
  });

  it('takes text of people as text', () => {
    const { stack, service, slo } = estate();
    const shop = service('shop');
    new SloDashboard(stack, 'Dashboard', { service: shop });
    slo(shop, 'orders', {
      promise: '[button:primary:Pay](https://evil.example) **now** <img src=x>\n# Big',
      businessImpact: '| a | b |\n![x](https://evil.example/x.png)',
    });
    const words = dashboards(stack)
      .flatMap(({ widgets }) => widgets.map(({ properties }) => properties.markdown ?? ''))
      .join('\n');
    expect(words).not.toMatch(/(?<!\\)\[(button|x)|(?<!\\)\]\(https:..evil|<img|(?<!\\)\| a|\n# Big/);
    expect(words).toContain('evil.example');
  });

  it('takes its region from the deployment where the stack is for any', () => {
    const { stack } = shown(1, {});
    const [only] = dashboards(stack);
    expect(only!.name).toBe('prod-shop-slos-<AWS::Region>');
    expect(graphs(only!.widgets)[0]!.properties.region).toBe('<AWS::Region>');
    expect(only!.widgets.find(({ type }) => type === 'alarm')!.properties.alarms).toEqual([
      'arn:<AWS::Partition>:cloudwatch:<AWS::Region>:<AWS::AccountId>:alarm:prod-shop-breach',
    ]);
  });

  it('refuses a second dashboard of a service, and one of a service without SLOs', () => {
    const { stack, service, app } = estate();
    const shop = service('shop');
    new SloDashboard(stack, 'Dashboard', { service: shop });
    expect(faults(() => new SloDashboard(stack, 'Again', { service: shop }))).toEqual([
      'service: got "shop", whose dashboard is Shop0/Dashboard; allowed is one dashboard of each service',
    ]);
    expect(() => app.synth()).toThrow(/service: got "shop" without an SLO, allowed are services with at least one/);
  });

  it('shows SLOs and tiers whose names hold "--"', () => {
    const { stack, shop } = declared({ sloName: 'a--b' });
    const tier = BurnRateTier.page({ name: 'b--fast', longWindow: Duration.hours(1), budgetPercent: 2 });
    new Slo(stack, 'Other', { service: shop, ...SLO, sloName: 'a', alertPolicy: AlertPolicy.of(tier) });
    expect(faults(() => new SloDashboard(stack, 'Dashboard', { service: shop }))).toEqual([]);
  });

  it('stands while all SLOs of its service are held back, and says so', () => {
    const app = new App();
    const { stack, shop } = declared({ holdBack: true }, {}, {}, app);
    new SloDashboard(stack, 'Dashboard', { service: shop });
    expect(() => app.synth()).not.toThrow();
    const [only] = dashboardsOf(Template.fromStack(stack));
    expect(only!.widgets[1]!.properties.markdown).toBe(
      'Nothing is measured yet: its SLOs wait until their operations have reported.',
    );
  });

  it('refuses a service of another account', () => {
    const { app, service } = estate();
    const elsewhere = new Stack(app, 'Elsewhere', { env: { account: '444455556666', region: 'eu-west-3' } });
    expect(faults(() => new SloDashboard(elsewhere, 'Dashboard', { service: service('shop') }))).toEqual([
      "service shop: got one of account 111122223333, allowed is one of the dashboard's own account 444455556666",
    ]);
  });

  it('keeps segments of one service apart', () => {
    const { stack, service, slo } = estate();
    for (const segment of ['eu', 'us']) {
      const shop = service('shop', { segment });
      slo(shop, `orders-${segment}`);
      new SloDashboard(stack, `Dashboard-${segment}`, { service: shop });
    }
    expect(dashboards(stack).map(({ name }) => name)).toEqual([
      'prod-shop-eu-slos-eu-west-3',
      'prod-shop-us-slos-eu-west-3',
    ]);
  });
});

describe('an SLO that differs from most', () => {
  function both(change: object) {
    const { stack, service, slo } = estate();
    const shop = service('shop');
    slo(shop, 'orders');
    slo(shop, 'other', change);
    new SloDashboard(stack, 'Dashboard', { service: shop });
    new SloOverview(stack, 'Overview', { services: [shop] });
    return dashboards(stack);
  }

  const words = ({ widgets }: Dashboard) => widgets.map(({ properties }) => properties.markdown ?? '').join('\n');

  it('says why it has no alarms, and draws no burn rate that nobody publishes', () => {
    for (const found of both({
      alertPolicy: AlertPolicy.none('not *yet* in use'),
      requestsPerHourAtTrough: undefined,
    })) {
      expect(words(found)).toContain('No alarms: not \\*yet\\* in use');
      const burns = graphs(found.widgets).filter(({ properties }) => properties.title === 'Burn rate');
      expect(burns).toHaveLength(1);
      const states = found.widgets.filter(({ type }) => type === 'alarm');
      expect(states.filter(({ properties }) => properties.alarms.length === 0)).toEqual([]);
    }
  });

  it('says for which segment it is', () => {
    for (const found of both({ segment: 'fr' })) expect(words(found).match(/Segment: fr/g)).toHaveLength(1);
  });

  it('is drawn by the name that it kept when it was adopted', () => {
    for (const found of both({ adopts: ExistingSlo.requestBased('Checkout SLO') })) {
      expect(JSON.stringify(found.widgets)).toContain('"Checkout SLO"');
      expect(JSON.stringify(found.widgets)).not.toContain('"prod-other"');
    }
  });
});

describe('an overview', () => {
  it('has one row for each SLO, with its promise and a link to the dashboard of its service', () => {
    const rows = overview.widgets.filter(({ properties }) => properties.markdown?.startsWith('### '));
    expect(rows.map(({ properties }) => properties.markdown.split('\n')[0])).toEqual(['### slo-0', '### slo-1']);
    for (const { properties } of rows) {
      expect(properties.markdown).toContain(
        '**Your order goes through.** Promised for 99.9 % of requests over 28 days.',
      );
      expect(properties.markdown).toContain('[shop](#dashboards:name=prod-shop-slos-eu-west-3)');
    }
  });

  it('stands in a stack of its own without exports, and shows services of other regions', () => {
    const { app, stack, service, slo } = estate();
    const shop = service('shop');
    slo(shop, 'orders');
    const other = new Stack(app, 'Overview', { env: { ...ENV, region: 'us-east-1' } });
    new SloOverview(other, 'Overview', { services: [shop], overviewName: 'web' });
    const [only] = dashboards(other);
    expect(only!.name).toBe('prod-web-overview-us-east-1');
    expect(graphs(only!.widgets)[0]!.properties.region).toBe('eu-west-3');
    expect(
      only!.widgets.find(({ properties }) => properties.markdown?.startsWith('### '))!.properties.markdown,
    ).toContain('Service: shop\n');
    expect(Template.fromStack(stack).toJSON().Outputs).toBeUndefined();
  });

  it('refuses no services, one twice, several stages, a wrong name and a name that is taken', () => {
    const { stack, service } = estate();
    const shop = service('shop');
    const staging = service('shop', { stage: 'staging' });
    const refused = (services: Service[], overviewName?: string) =>
      faults(() => new SloOverview(stack, `Refused-${stack.node.children.length}`, { services, overviewName }));
    expect(refused([])).toEqual(['services: got none, allowed is at least one']);
    expect(refused([shop, shop])).toEqual(['services: got "shop" twice, allowed is each once']);
    expect(refused([shop, staging])).toEqual([
      'services: got "shop" of stage staging, allowed are services of one stage, here prod',
    ]);
    expect(refused([shop], 'a b')).toEqual([expect.stringMatching(/^overviewName: got "a b", allowed are letters/)]);
    new SloOverview(stack, 'Overview', { services: [shop] });
    expect(refused([shop])).toEqual(['overviewName: got none, as has Shop0/Overview; allowed is each once']);
  });
});

describe('at the limits of CloudWatch', () => {
  const measured = ({ widgets }: Dashboard) => ({
    widgets: widgets.length,
    metrics: widgets.reduce(
      (sum, { properties }) => sum + (properties.metrics?.length ?? 0) + (properties.alarms?.length ?? 0),
      0,
    ),
    metricsOfWidget: Math.max(...widgets.map(({ properties }) => properties.metrics?.length ?? 0)),
    alarmsOfWidget: Math.max(...widgets.map(({ properties }) => properties.alarms?.length ?? 0)),
  });

  function expectWithinLimits(all: readonly Dashboard[]): void {
    for (const found of all) {
      for (const [what, most] of Object.entries(DASHBOARD_LIMITS)) {
        expect(measured(found)[what as keyof typeof DASHBOARD_LIMITS]).toBeLessThanOrEqual(most);
      }
    }
  }

  function rowsOf({ widgets }: Dashboard, heading: string): number {
    return widgets.filter(({ properties }) => properties.markdown?.startsWith(heading)).length;
  }

  it('a service continues on a second dashboard after 45 SLOs, and both lead to each other', () => {
    const all = dashboards(shown(46).stack);
    const parts = all.filter(({ name }) => name.includes('-slos-'));
    expectWithinLimits(all);
    expect(parts.map((part) => [part.name, rowsOf(part, '## ')])).toEqual([
      ['prod-shop-slos-eu-west-3', 45],
      ['prod-shop-slos-eu-west-3-2', 1],
    ]);
    expect(parts[0]!.widgets[0]!.properties.markdown).toContain(
      'Part 1 of 2: **1** · [2](#dashboards:name=prod-shop-slos-eu-west-3-2)',
    );
    expect(parts[1]!.widgets[0]!.properties.markdown).toContain(
      'Part 2 of 2: [1](#dashboards:name=prod-shop-slos-eu-west-3) · **2**',
    );
  });

  it('an overview of 250 SLOs shows each once, on as few parts as can be, in a template that CloudFormation takes', () => {
    const app = new App();
    const stack = new Stack(app, 'Overview', { env: ENV });
    // A stack holds at most 500 resources.
    const estates = Array.from({ length: 5 }, () => estate(ENV, app));
    const services = estates.map(({ service }, at) =>
      Array.from({ length: 25 }, (_, n) => service(`service-${at}-${n}`)),
    );
    new SloOverview(stack, 'Overview', { services: services.flat() });
    for (const [at, { slo }] of estates.entries()) {
      for (const service of services[at]!) for (const n of [1, 2]) slo(service, `${service.serviceName}.${n}`);
    }
    const template = Template.fromStack(stack);
    const all = dashboardsOf(template);
    expectWithinLimits(all);
    expect(all.map((part) => rowsOf(part, '### '))).toEqual([99, 99, 52]);
    const rows = all.flatMap(({ widgets }) =>
      widgets.flatMap(({ properties }) => /^### (\S+)/.exec(properties.markdown)?.[1] ?? []),
    );
    expect(new Set(rows).size).toBe(250);
    // As it is written to the assembly. Source: CloudFormation quotas: a template in S3 has at most 1 MB.
    expect(Buffer.byteLength(JSON.stringify(template.toJSON(), undefined, 1))).toBeLessThan(900_000);
  });
});
