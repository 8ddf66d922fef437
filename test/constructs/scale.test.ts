import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';
import { Service, Slo, SloOverview, SloStack, Team } from '../../lib';
import { readAssembly, readObjectives } from '../../lib/assembly';
import { monthlyCostUsd } from '../../lib/cost/objective';
import { ACCOUNT, estate } from './estate';
import { faults, SERVICE, SLO, TEAM } from './fixture';

const OBJECTIVE = 'AWS::ApplicationSignals::ServiceLevelObjective';

type Resources = Record<
  string,
  { Type: string; Properties: { Name?: string; AlarmName?: string }; DependsOn?: string[] | string }
>;

function resourcesOf(assembly: CloudAssembly, stack: Stack): Resources {
  return assembly.getStackByName(stack.stackName).template.Resources;
}

/** Logical ids and physical names, which together decide whether CloudFormation leaves a resource alone. */
function identities(resources: Resources): Record<string, string> {
  const named = Object.entries(resources).map(([id, { Type, Properties }]) => {
    return [id, `${Type} ${Properties.Name ?? Properties.AlarmName}`];
  });
  return Object.fromEntries(named.sort());
}

describe('250 SLOs in one app', () => {
  const app = new App();
  const { stacks, slos } = estate(app, { teams: 5, servicesOfATeam: 10, slosOfAService: 5 });
  const assembly = app.synth();
  const templates = stacks.map((stack) => resourcesOf(assembly, stack));

  it('are 250', () => {
    expect(slos).toHaveLength(250);
    const objectives = templates
      .flatMap((resources) => Object.values(resources))
      .filter(({ Type }) => Type === OBJECTIVE);
    expect(objectives).toHaveLength(250);
  });

  it('take at most 7 resources each with the default policy', () => {
    for (const slo of slos) {
      const resources = slo.node.findAll().filter((found) => CfnResource.isCfnResource(found));
      expect(resources.length).toBeLessThanOrEqual(7);
    }
  });

  it('need no stack of more than 500 resources or 1 MB', () => {
    for (const [at, stack] of stacks.entries()) {
      expect(Object.keys(templates[at]!).length).toBeLessThanOrEqual(500);
      expect(statSync(join(assembly.directory, stack.templateFile)).size).toBeLessThanOrEqual(1_000_000);
    }
  });

  it('cost at most 1 dollar a month each for alarms, with five SLOs in each service', () => {
    const objectives = readObjectives(readAssembly(assembly.directory));
    expect(objectives).toHaveLength(250);
    for (const objective of objectives) expect(monthlyCostUsd(objective, objectives)).toBeLessThanOrEqual(1);
  });

  it('are written five at a time in each stack: each waits for the fifth before it', () => {
    for (const resources of templates) {
      const objectives = Object.entries(resources).filter(([, { Type }]) => Type === OBJECTIVE);
      expect(objectives).toHaveLength(50);
      const free = objectives.filter(([, { DependsOn }]) => DependsOn === undefined).map(([id]) => id);
      expect(free).toHaveLength(5);
      // Five chains that hold all of them, none longer than the others: at most one of each is written at a time.
      const next = new Map(objectives.map(([id, { DependsOn }]) => [[DependsOn].flat()[0], id]));
      const chains = free.map((first) => {
        const chain: string[] = [];
        for (let at: string | undefined = first; at !== undefined; at = next.get(at)) chain.push(at);
        return chain.length;
      });
      expect(chains).toEqual([10, 10, 10, 10, 10]);
    }
  });

  it('synthesize to the same bytes again', () => {
    const again = new App();
    const { stacks: same } = estate(again, { teams: 5, servicesOfATeam: 10, slosOfAService: 5 });
    const { directory } = again.synth();
    for (const [at, { templateFile }] of same.entries()) {
      const bytes = readFileSync(join(directory, templateFile));
      expect(bytes.equals(readFileSync(join(assembly.directory, stacks[at]!.templateFile)))).toBe(true);
    }
  });
});

describe('a stack of SLOs', () => {
  it('is refused above 500 resources, with what to do', () => {
    const app = new App();
    const { stacks } = estate(app, { teams: 1, servicesOfATeam: 5, slosOfAService: 15 });
    const [stack] = stacks;
    expect(stack!.node.validate()).toEqual([
      'stack prod-slos-team-0: got 530 resources, allowed are 500: give one of its services a stack of its own (part: the name of the service)',
    ]);
    expect(() => app.synth()).toThrow('got 530 resources, allowed are 500');
  });

  it('is refused above 1 MB, with what to do', () => {
    const app = new App();
    const stack = new SloStack(app, 'Slos', { env: { account: ACCOUNT, region: 'eu-west-3' }, teamName: 'checkout' });
    for (let count = 0; count < 5; count += 1) {
      new CfnResource(stack, `Large${count}`, { type: 'A::B::C', properties: { Text: 'x'.repeat(200_000) } });
    }
    expect(faults(() => app.synth())).toEqual([
      expect.stringMatching(
        /^stack prod-slos-checkout: got a template of 1\d{6} bytes, allowed are 1000000: give one of its services a stack of its own \(part: the name of the service\)$/,
      ),
    ]);
  });

  it.each([
    ['whole team', undefined, 'prod-slos-checkout'],
    ['service', 'basket', 'prod-slos-checkout-basket'],
  ])('of a %s has a name that stays', (_what, part, name) => {
    const env = { account: ACCOUNT, region: 'eu-west-3' };
    const stack = new SloStack(new App(), 'Anything', { env, teamName: 'checkout', part });
    expect(stack.stackName).toBe(name);
  });

  it.each([
    [
      'a counted part',
      { part: '2' },
      'part: got the number 2, allowed is a word that stays, such as a service: counted parts change when an SLO is added, and CloudFormation moves none',
    ],
    [
      'a team that is no word',
      { teamName: 'R&D' },
      'teamName: got "R&D", allowed are letters, digits and "-", with a letter or digit first and last',
    ],
    [
      'a region known only later',
      { env: { account: ACCOUNT } },
      'env.region: got nothing, allowed is a value known at synth',
    ],
    [
      'a stage that begins with a digit',
      { stage: '2nd' },
      'stack name: got "2nd-slos-checkout", allowed are at most 128 characters with a letter first',
    ],
  ])('is refused for %s', (_what, change, fault) => {
    const env = { account: ACCOUNT, region: 'eu-west-3' };
    expect(faults(() => new SloStack(new App(), 'S', { env, teamName: 'checkout', ...change }))).toEqual([fault]);
  });

  it('is refused for a name that is taken in its account and region', () => {
    const app = new App();
    const make = (id: string, part?: string) =>
      new SloStack(app, id, { env: { account: ACCOUNT, region: 'eu-west-3' }, teamName: part ? 'a' : 'a-b', part });
    make('One');
    expect(faults(() => make('Other', 'b'))).toEqual([
      'teamName, part: got the stack name prod-slos-a-b, as has One; allowed is each once',
    ]);
  });
});

describe('two stages in one account', () => {
  it('share neither a physical name nor a stack', () => {
    const app = new App();
    const size = { teams: 1, servicesOfATeam: 1, slosOfAService: 2 };
    const both = [
      ...estate(app, { ...size, stage: 'prod' }).stacks,
      ...estate(app, { ...size, stage: 'staging' }).stacks,
    ];
    const assembly = app.synth();
    const names = both.flatMap((stack) => Object.values(identities(resourcesOf(assembly, stack))));
    expect(names).toHaveLength(2 * (2 * 7 + 1));
    expect(new Set(names).size).toBe(names.length);
    expect(both.map(({ stackName }) => stackName)).toEqual(['prod-slos-team-0', 'staging-slos-team-0']);
  });
});

describe('S3.19 two regions', () => {
  const app = new App();
  const size = { teams: 1, servicesOfATeam: 1, slosOfAService: 1 };
  const paris = estate(app, { ...size, region: 'eu-west-3' });
  const frankfurt = estate(app, { ...size, region: 'eu-central-1' });
  const global = new Stack(app, 'Global', { env: { account: ACCOUNT, region: 'eu-west-3' } });
  new SloOverview(global, 'Overview', { services: [...paris.services, ...frankfurt.services] });
  const assembly = app.synth();

  it('have a stack each, with an SLO each', () => {
    const objectives = readObjectives(readAssembly(assembly.directory));
    expect(objectives.map(({ stack, region, objectiveName }) => [stack, region, objectiveName])).toEqual([
      ['prod-slos-team-0', 'eu-west-3', 'prod-team-0.service-0.promise-0'],
      ['prod-slos-team-0', 'eu-central-1', 'prod-team-0.service-0.promise-0'],
    ]);
  });

  it('are seen on one overview', () => {
    const dashboards = Template.fromStack(global).findResources('AWS::CloudWatch::Dashboard');
    expect(Object.values(dashboards)).toHaveLength(1);
    const body = JSON.stringify(Object.values(dashboards)[0]);
    for (const region of ['eu-west-3', 'eu-central-1']) {
      expect(body).toContain(`service-0, ${region}`);
      expect(body).toContain(`:${region}:${ACCOUNT}:alarm:slo/prod/team-0.service-0.promise-0/fast`);
    }
  });
});

describe('identities', () => {
  const built = (scopeOf: (stack: Stack) => Construct, order: readonly string[]) => {
    const app = new App();
    const stack = new SloStack(app, 'Slos', { env: { account: ACCOUNT, region: 'eu-west-3' }, teamName: 'checkout' });
    const scope = scopeOf(stack);
    const service = new Service(scope, 'Service', { team: new Team(scope, 'Team', TEAM), ...SERVICE });
    for (const sloName of order) new Slo(scope, sloName, { service, ...SLO, sloName });
    return identities(resourcesOf(app.synth(), stack));
  };
  const names = ['orders', 'payments', 'search'];
  const flat = built((stack) => stack, names);

  it('are part of the API', () => {
    expect(flat).toMatchSnapshot();
  });

  it.each([
    ['constructs move in the tree', (stack: Stack) => new Construct(new Construct(stack, 'Somewhere'), 'Else'), names],
    ['the order of declaration changes', (stack: Stack) => stack, [...names].reverse()],
  ])('stay when %s', (_what, scopeOf, order) => {
    expect(built(scopeOf, order)).toEqual(flat);
  });
});
