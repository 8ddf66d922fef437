import { App, Aspects, Aws, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import {
  Component,
  DEFAULT_LOGS_QUERY,
  Kpi,
  RequireSloDetails,
  Service,
  type ServiceProps,
  Slo,
  SloDashboard,
  SloDetail,
  type SloProps,
  Team,
  WayOut,
} from '../../lib';
import { type CatalogueEntry, parseCatalogueEntry } from '../../lib/model/contracts/catalogue';
import { LARGEST_ENTRY_BYTES } from '../../lib/model/contracts/entry-size';
import { declared, faults, SERVICE, SLO, TEAM } from './fixture';

/** What an incident is told about the service beside its promises. */

const recorded = (template: Template): CatalogueEntry => {
  const parameters = Object.values(template.findResources('AWS::SSM::Parameter'));
  return parseCatalogueEntry(parameters[0]!.Properties.Value);
};

function services(app = new App()) {
  const stack = new Stack(app, 'Estate');
  const team = new Team(stack, 'Team', TEAM);
  return (serviceName: string, change: Partial<ServiceProps> = {}) =>
    new Service(stack, `${serviceName}${change.segment ?? ''}${change.stage ?? ''}`, {
      team,
      ...SERVICE,
      serviceName,
      ...change,
    });
}

describe('the services that one cannot do without', () => {
  it('stand in the catalogue by name, sorted, each once', () => {
    const service = services();
    const dependsOn = [service('stock'), service('database'), service('stock', { segment: 'fr' })];
    const app = dependsOn[0]!.node.root as App;
    const { template } = declared({}, { dependsOn }, {}, app);
    expect(recorded(template()).dependsOn).toEqual(['database', 'stock']);
    expect(recorded(declared().template())).not.toHaveProperty('dependsOn');
  });

  it('are in no circle, which is named', () => {
    const service = services();
    const eu = service('shop', { segment: 'eu' });
    const database = service('database', { dependsOn: [eu] });
    const stock = service('stock', { dependsOn: [database] });
    expect(faults(() => service('shop', { dependsOn: [stock] }))).toEqual([
      'dependsOn: got the circle shop → stock → database → shop, allowed are services that can do without this one',
    ]);
    expect(faults(() => service('mail', { dependsOn: [stock, database] }))).toEqual([]);
  });

  it.each([
    ['the service itself', 'shop', {}, 'got "shop", the service itself, allowed are other services'],
    [
      'one of another stage',
      'stock',
      { stage: 'test' },
      'got "stock" of stage test, allowed are services of stage prod',
    ],
  ])('are not %s', (_what, name, change, fault) => {
    const service = services();
    const other = service(name, { segment: 'fr', ...change });
    expect(faults(() => service('shop', { dependsOn: [other] }))).toEqual([`dependsOn: ${fault}`]);
  });

  it.each([
    ['a name', ['stock'], 'dependsOn[0]: got stock, allowed is one of the class Service'],
    ['no list', 'stock', 'dependsOn: got stock, allowed is a list of the class Service'],
    ['nothing', null, 'dependsOn: got null, allowed is a list of the class Service'],
  ])('are refused for %s, from a caller without types', (_what, dependsOn, fault) => {
    expect(faults(() => declared({}, { dependsOn: dependsOn as never }))).toEqual([fault]);
  });
});

describe('the ways out', () => {
  const rollBack = WayOut.of({ text: 'Go back.', command: 'deploy --stage {stage} --region {region} --last' });

  it('stand in the catalogue as they were written: the place is filled in when they are told', () => {
    const workAround = WayOut.of({ text: 'Switch the preview off.' });
    expect(recorded(declared({}, { waysOut: { rollBack, workAround } }).template()).waysOut).toEqual({
      rollBack: { text: 'Go back.', command: 'deploy --stage {stage} --region {region} --last' },
      workAround: { text: 'Switch the preview off.' },
    });
  });

  it.each([
    ['{servce}', 'Restart {servce}.'],
    ['{Region}', 'Scale {Region}.'],
    ['{', 'Scale {'],
    ['}', 'Scale stage}.'],
    ['{}', 'Restart {}.'],
  ])('are refused with %s, which nobody would fill in', (got, text) => {
    expect(faults(() => declared({}, { waysOut: { scale: WayOut.of({ text }) } }))).toEqual([
      expect.stringMatching(
        /^waysOut\.scale\.text: got ".*", allowed are \{region\} and \{stage\}, and no other braces$/,
      ),
    ]);
    const command = { waysOut: { scale: WayOut.of({ text: 'Scale.', command: text }) } };
    expect(faults(() => declared({}, command))).toEqual([expect.stringContaining(`scale.command: got "${got}`)]);
  });

  it.each([
    ['none at all', {}, 'waysOut: got none, allowed is at least one of rollBack, scale, workAround (or leave it out)'],
    [
      'a sentence instead of one',
      { rollBack: 'Go back.' },
      'waysOut.rollBack: got Go back., allowed is one of the class WayOut',
    ],
  ])('are refused for %s', (_what, waysOut, fault) => {
    expect(faults(() => declared({}, { waysOut: waysOut as never }))).toEqual([fault]);
  });
});

describe('what else an incident asks for', () => {
  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('refuses %d reports in an ordinary hour', (usual) => {
    expect(faults(() => declared({}, { usualReportsPerHour: usual }))).toEqual([
      `usualReportsPerHour: got ${usual}, allowed are numbers of at least 0`,
    ]);
  });

  it('is the service as Application Signals knows it, where it is known there', () => {
    const known = declared({}, { environment: 'eks:prod/shop', applicationSignalsName: 'shop-v2' });
    expect(recorded(known.template()).entity).toEqual({ name: 'shop-v2', environment: 'eks:prod/shop' });
    expect(recorded(declared().template())).not.toHaveProperty('entity');
  });

  it.each(['before', 'after'])('is the dashboard of the service, declared %s the SLO', (when) => {
    const stack = new Stack(new App(), 'Estate', { env: { account: '111122223333', region: 'eu-west-3' } });
    const service = new Service(stack, 'Service', { team: new Team(stack, 'Team', TEAM), ...SERVICE });
    if (when === 'before') new SloDashboard(stack, 'Dashboard', { service });
    const slo = new Slo(stack, 'Orders', { service, ...SLO });
    if (when === 'after') new SloDashboard(stack, 'Dashboard', { service });
    expect(slo.entry.dashboard).toBe('prod-shop-slos-eu-west-3');
    expect(recorded(Template.fromStack(stack)).dashboard).toBe('prod-shop-slos-eu-west-3');
  });

  it('is the dashboard in a stack for any region, too: its name is known when it is deployed', () => {
    const { stack, shop, template } = declared();
    new SloDashboard(stack, 'Dashboard', { service: shop });
    template().hasResourceProperties('AWS::SSM::Parameter', {
      Value: {
        'Fn::Join': [
          '',
          [
            Match.stringLikeRegexp('"dashboard":"prod-shop-slos-$'),
            { Ref: 'AWS::Region' },
            Match.stringLikeRegexp('^"}$'),
          ],
        ],
      },
    });
  });
});

describe('the logs of a service', () => {
  const logs = { logGroupNames: ['/aws/lambda/orders', 'shop'] };
  const FRENCH = 'fields @message | filter country = "FR" and status >= 500';
  const queryOf = (service: Partial<ServiceProps>, change = {}) => {
    const { template } = declared(change, service);
    const saved = Object.values(template().findResources('AWS::Logs::QueryDefinition'));
    return { saved: saved.map(({ Properties }) => Properties), entry: recorded(template()) };
  };

  it.each([
    ['what looks like a failure', {}, {}, DEFAULT_LOGS_QUERY],
    ['what the service says', { query: 'filter level = "error"' }, {}, 'filter level = "error"'],
    ['what the SLO says', { query: 'filter level = "error"' }, { logsQuery: FRENCH }, FRENCH],
  ])('are asked for %s, by a saved query and from the catalogue', (_what, service, slo, query) => {
    const { saved, entry } = queryOf({ logs: { ...logs, ...service } }, slo);
    expect(saved).toEqual([
      { Name: 'prod/orders/bad requests', QueryString: query, LogGroupNames: ['/aws/lambda/orders', 'shop'] },
    ]);
    expect(entry.logs).toEqual({ groups: ['/aws/lambda/orders', 'shop'], query });
  });

  it('are asked for nothing where nobody says where they are', () => {
    const { saved, entry } = queryOf({});
    expect([saved, entry.logs]).toEqual([[], undefined]);
    expect(faults(() => declared({ logsQuery: FRENCH }))).toEqual([
      'logsQuery: got a query, allowed is one where the service says where its logs are',
    ]);
  });

  it.each([
    ['no name', { logGroupNames: [] }, 'logs.logGroupNames: got none, allowed is at least one name'],
    ['nothing', {}, 'logs.logGroupNames: got nothing, allowed is at least one name'],
    [
      'a name that no log group has',
      { logGroupNames: ['shop', 'shop logs'] },
      'logs.logGroupNames[1]: got "shop logs", allowed are 1 to 512 letters, digits, ".", "-", "_", "/" and "#"',
    ],
    [
      'a name that is known at deployment only',
      { logGroupNames: [Aws.STACK_NAME] },
      'logs.logGroupNames[0]: got a token, allowed is a value known at synth',
    ],
  ])('are refused with %s', (_what, wrong, fault) => {
    expect(faults(() => declared({}, { logs: wrong as never }))).toEqual([fault]);
  });
});

describe('ways out and replies', () => {
  it('are asked for where an organisation wants them', () => {
    const missing = (change: Partial<SloProps>, service: Partial<ServiceProps>) => {
      const { stack } = declared(change, service);
      Aspects.of(stack).add(RequireSloDetails.warn(SloDetail.WAYS_OUT, SloDetail.REPLY));
      const found = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('cdk-slo:missing-'));
      return found.map(({ entry }) => /missing-\w+/.exec(String(entry.data))?.[0]);
    };
    expect(missing({}, {})).toEqual(['missing-waysOut', 'missing-reply']);
    const waysOut = { rollBack: WayOut.of({ text: 'Go back.' }) };
    expect(missing({ reply: 'We are working on it.' }, { waysOut })).toEqual([]);
  });
});

describe('a catalogue entry that says everything', () => {
  const sentence = (length: number) => 'Ten words, ten. '.repeat(length / 16);
  const wayOut = () =>
    WayOut.of({ text: sentence(96), command: 'aws ecs update-service --region {region} '.repeat(2) });
  const everything = () => ({
    environment: 'eks:prod/shop',
    runbookFirstSteps: [sentence(80), sentence(80), sentence(80)],
    waysOut: { rollBack: wayOut(), scale: wayOut(), workAround: wayOut() },
    usualReportsPerHour: 2,
    logs: { logGroupNames: ['/aws/containerinsights/shop/application'] },
    components: [Component.of({ name: 'shop server' }), Component.of({ name: 'orders database' })],
    reviewedOn: '2026-11-02',
  });
  const slo: Partial<SloProps> = {
    sla: 99.5,
    explanation: sentence(160),
    agreedBy: ['Head of sales', 'Checkout team'],
    feature: 'orders',
    reply: sentence(160),
  };
  const declare = (change: Partial<SloProps> = {}) =>
    declared({ ...slo, ...change }, everything(), {
      timeZone: 'Europe/Paris',
      sloPageUrl: 'https://docs.shop.example/slos/{stage}/{slo}.md',
    });
  const bytesOf = ({ entry }: Slo) => Buffer.byteLength(JSON.stringify(entry));

  it('fits into a parameter, with a sixth of it to spare', () => {
    const { stack, shop, slo: orders } = declare();
    new Kpi(stack, 'Kpi', { kpiName: 'Orders that go through', slo: orders });
    new SloDashboard(stack, 'Dashboard', { service: shop });
    expect(Object.keys(orders.entry)).toEqual(
      expect.arrayContaining(['kpis', 'dashboard', 'logs', 'entity', 'waysOut']),
    );
    expect(bytesOf(orders)).toBeLessThan((LARGEST_ENTRY_BYTES * 5) / 6);
  });

  it('is weighed again at synth, when its dashboard is known', () => {
    const room = LARGEST_ENTRY_BYTES - bytesOf(declare({ explanation: '.' }).slo);
    const full = () => declare({ explanation: 'x'.repeat(room) });
    expect(() => full().template()).not.toThrow();
    const { stack, shop, template } = full();
    new SloDashboard(stack, 'Dashboard', { service: shop });
    expect(template).toThrow(
      /catalogue entry: got 41\d\d bytes with the dashboard of its service, allowed are 4096: shorten the texts/,
    );
  });
});
