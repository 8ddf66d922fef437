import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { type EstateOptions, echarpe } from '../../examples/echarpe/estate';
import { ShopPromises } from '../../examples/echarpe/shop-promises';
import { COVERAGE_WARNING, SloOverview } from '../../lib';
import { readObjectives } from '../../lib/assembly';
import { resourcesOfType } from '../../lib/assembly/template';
import { synthesized } from '../support/estate';
import { loggedByRecordSignal } from '../support/record-signal-log';

/** Group 1 of the capabilities, as far as the example estate shows it; the others are in declaring.test.ts. */
const shown = synthesized((app) => echarpe(app).stacks[0]!);
afterAll(() => shown.remove());
const objectives = readObjectives(shown.assembly);
const entryOf = (slo: string) => objectives.find(({ entry }) => entry.slo === slo)!.entry;
/** The response stack measures itself by an SLO that no team declares. */
const declaredSlos = objectives.map(({ entry }) => entry).filter(({ slo }) => slo !== 'incident-delivery');

const stackFile = (stack: string) => JSON.parse(readFileSync(join(shown.directory, `${stack}.template.json`), 'utf8'));
function objectiveOf(stack: string, name: string) {
  const resources: { Type: string; Properties: { Name: string; Tags: object[] } }[] = Object.values(
    stackFile(stack).Resources,
  );
  return resources.find(({ Type, Properties }) => Type.endsWith('::ServiceLevelObjective') && Properties.Name === name)!
    .Properties;
}

describe('the example estate', () => {
  it('S1.15: each KPI names an owner, and stands in the catalogue entry of the SLO that measures it', () => {
    const kpis = declaredSlos.flatMap(({ slo, kpis = [] }) => kpis.map((kpi) => [kpi.name, slo, kpi.owner]));
    expect(kpis).toEqual([
      ['Orders that go through', 'place-order', 'shop'],
      ['Orders that are confirmed', 'order-mail', 'mail'],
    ]);
  });

  it('S1.28: response time, resolution time and error rate are declared in one call each, without a metric query', () => {
    expect(objectiveOf('EcharpeStorefrontPromises', 'prod-browse-speed')).toMatchObject({
      RequestBasedSli: {
        RequestBasedSliMetric: { OperationName: 'GET /scarves', MetricType: 'LATENCY' },
        MetricThreshold: 500,
      },
    });
    expect(objectiveOf('EcharpeStorefrontPromises', 'prod-browse')).toMatchObject({
      RequestBasedSli: { RequestBasedSliMetric: { OperationName: 'GET /scarves', MetricType: 'AVAILABILITY' } },
    });
    expect(entryOf('mail-resolution').measurement.total.metrics.total).toMatchObject({
      dimensions: { Feature: 'support-resolution', Segment: 'email' },
    });
    for (const file of ['storefront-promises', 'support-promises']) {
      expect(readFileSync(join(__dirname, `../../examples/echarpe/${file}.ts`), 'utf8')).not.toMatch(
        /Metric\(|MathExpression/,
      );
    }
  });

  it("S1.30: the product's own functions are instrumented, and what they log carries a trace id", async () => {
    const functions = [...resourcesOfType(shown.assembly, 'AWS::Lambda::Function')];
    expect(functions.length).toBeGreaterThanOrEqual(4);
    for (const { resource } of functions) {
      expect(resource.Properties).toMatchObject({
        TracingConfig: { Mode: 'Active' },
        Environment: { Variables: { AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-instrument' } },
        Layers: [expect.anything()],
      });
    }
    expect((await loggedByRecordSignal(1))[0]).toMatchObject({
      traceId: expect.stringMatching(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/),
    });
  });

  it('S1.42: synth says which part behind a service delivers no traces, once, naming both', () => {
    const coverage = (options: EstateOptions) => {
      const { stacks } = echarpe(new App(), options);
      const found = stacks.flatMap((stack) =>
        Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(COVERAGE_WARNING)),
      );
      return found.map(({ entry }) => entry.data);
    };
    expect(coverage({})).toEqual([]);
    expect(coverage({ mailTraced: false })).toEqual([
      `mail: mail worker delivers no traces: switch it on, or acknowledge this [ack: ${COVERAGE_WARNING}]`,
    ]);
    expect(entryOf('order-mail').coverage).toEqual([
      { component: 'mail worker', logs: true, metrics: true, traces: true },
      { component: 'mail queue', logs: true, metrics: true, traces: true },
    ]);
  });

  it('S2.4: the catalogue has an owner and a business stakeholder for every SLO', () => {
    expect(declaredSlos.map(({ slo, owner }) => [slo, owner.team, owner.stakeholder])).toEqual([
      ['order-store', 'data', 'Head of engineering'],
      ['place-order', 'shop', 'Head of online sales'],
      ['text-preview', 'shop', 'Head of online sales'],
      ['browse', 'storefront', 'Head of online sales'],
      ['browse-speed', 'storefront', 'Head of online sales'],
      ['basket', 'storefront', 'Head of online sales'],
      ['payments', 'storefront', 'Head of online sales'],
      ['order-mail', 'mail', 'Head of customer care'],
      ['mail-resolution', 'support', 'Head of customer care'],
      ['order-lookup', 'support', 'Head of customer care'],
      ['pick-list', 'warehouse', 'Head of logistics'],
    ]);
  });

  it('S2.5: an e-mail service at 99.9 % ships as a declared SLO', () => {
    expect(entryOf('order-mail')).toMatchObject({ service: 'mail', attainmentGoal: '99.9' });
  });

  it('S2.21: every SLO names who agreed to it', () => {
    for (const { agreedBy = [] } of declaredSlos) expect(agreedBy.length).toBeGreaterThan(0);
  });

  it('S2.25: everything that belongs to someone carries the tag owner', () => {
    const owned = /::(ServiceLevelObjective|Alarm|CompositeAlarm|Dashboard)$/;
    const found = shown.assembly.stacks.flatMap(({ template }) => Object.values(template.Resources));
    const tags = found.filter(({ Type }) => owned.test(Type)).map(({ Properties }) => JSON.stringify(Properties?.Tags));
    expect(tags.length).toBeGreaterThan(40);
    for (const tagged of tags) expect(tagged).toMatch(/"Key":"owner","Value":"|"owner":"/);
  });

  it('S3.9: the new text preview got its SLO with the feature, which is its tag and its dimension', () => {
    const preview = objectiveOf('EcharpeShopPromises', 'prod-text-preview');
    expect(preview.Tags).toContainEqual({ Key: 'feature', Value: 'text-preview' });
    expect(JSON.stringify(preview)).toContain('{"Name":"Feature","Value":"text-preview"}');
  });
});

describe('another region', () => {
  it('S3.19: gets a stack and an SLO of its own, and one overview shows both, without clashes of names', () => {
    const app = new App();
    const place = (region: string) => {
      const stage = new Stage(app, region, { env: { account: '111122223333', region } });
      return new ShopPromises(stage, 'EcharpeShopPromises');
    };
    const promises = [place('eu-west-3'), place('eu-central-1')];
    const objective = 'AWS::ApplicationSignals::ServiceLevelObjective';
    const named = promises.map((stack) => {
      const resources = Object.values(Template.fromStack(stack).toJSON().Resources) as {
        Type: string;
        Properties: { Name?: string; DashboardName?: string };
      }[];
      expect(resources.filter(({ Type }) => Type === objective).map(({ Properties }) => Properties.Name)).toEqual([
        'prod-place-order',
        'prod-text-preview',
      ]);
      return resources.flatMap(({ Properties }) => Properties.DashboardName ?? []);
    });
    // Dashboards are global in an account; everything else is named within its region.
    expect(new Set(named.flat()).size).toBe(named.flat().length);
    const global = new Stack(app, 'Global', { env: { account: '111122223333', region: 'eu-west-3' } });
    new SloOverview(global, 'Overview', { services: promises.map(({ service }) => service), overviewName: 'global' });
    const [dashboard] = Object.values(Template.fromStack(global).findResources('AWS::CloudWatch::Dashboard'));
    for (const region of ['eu-west-3', 'eu-central-1']) {
      expect(JSON.stringify(dashboard)).toContain(`:cloudwatch:${region}:111122223333:alarm:slo/prod/place-order/fast`);
    }
  });
});
