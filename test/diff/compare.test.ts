import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { ExistingSlo, GoodWhen, Sli } from '../../lib';
import { diff } from '../../lib/commands/diff';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import { requests } from '../constructs/fixture';
import { echarpe } from '../support/estate';
import { changes, compared, declare, folder, side, synthesized, usualSide } from './sides';

type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;

/** A copy of an assembly whose template is changed by hand. */
function edited(change: (resources: Resources) => void, assembly = usualSide(), file = 'Shop.template.json'): string {
  const copy = folder();
  cpSync(assembly, copy, { recursive: true });
  const path = join(copy, file);
  const template = JSON.parse(readFileSync(path, 'utf8'));
  change(template.Resources);
  writeFileSync(path, JSON.stringify(template));
  return copy;
}

function ofType(resources: Resources, type: string): string {
  return Object.keys(resources).find((id) => resources[id]!.Type === type)!;
}

/** The same, with another catalogue entry. */
function withEntry(change: (entry: CatalogueEntry) => object): string {
  return edited((resources) => {
    const { Properties } = resources[ofType(resources, 'AWS::SSM::Parameter')]!;
    Properties.Value = JSON.stringify(change(JSON.parse(Properties.Value as string)));
  });
}

const kinds = (after: string, before?: string) => changes(after, before).map(({ slo, kind }) => `${slo} ${kind}`);

describe('two sides', () => {
  it('that are the same differ in nothing, and cost the same', () => {
    const estate = echarpe();
    try {
      const document = diff({ before: estate.directory, after: estate.directory });
      expect(document).toMatchObject({ ok: true, changes: [], usdPerMonth: { before: 23.6, after: 23.6 } });
    } finally {
      estate.remove();
    }
  });

  it('that change places show the same changes the other way round', () => {
    const other = side({
      slo: { attainmentGoal: 99.5, critical: true, promise: 'Else.', requestsPerHourAtTrough: undefined },
      team: { teamName: 'other' },
    });
    const [there, back] = [changes(other), changes(usualSide(), other)];
    const mirrored = back.map((change) => ({
      kind: change.kind.replace('alarm-added', 'alarm-removed'),
      before: change.after,
      after: change.before,
    }));
    const byKind = (a: { kind: string }, b: { kind: string }) => a.kind.localeCompare(b.kind);
    expect(there.map(({ kind, before, after }) => ({ kind, before, after })).sort(byKind)).toEqual(
      mirrored.sort(byKind),
    );
    expect(there.length).toBeGreaterThan(5);
  });

  it('are told worst first, then by name, and all together last', () => {
    const two = (slos: readonly [name: string, promise: string][]) =>
      synthesized((app) => {
        const shop = declare(app, { slo: { promise: 'Changed.' } });
        expect(shop.sloName).toBe('orders');
        for (const [sloName, promise] of slos) {
          declare(app, { stack: `Of${sloName}`, slo: { sloName, promise }, service: { serviceName: sloName } });
        }
      });
    const after = two([
      ['b', 'Changed.'],
      ['a', 'Changed.'],
    ]);
    const before = two([
      ['b', 'Old.'],
      ['a', 'Old.'],
      ['z', 'Old.'],
    ]);
    expect(kinds(after, before)).toEqual(['z slo-removed', 'a promise-changed', 'b promise-changed', ' cost-changed']);
  });
});

describe('an SLO is known again', () => {
  const here = { env: { account: '111122223333', region: 'eu-west-1' } };

  it('where one side names neither account nor region, and is shown where it is known to be', () => {
    expect(changes(side(here))).toEqual([]);
    const changed = changes({ slo: { critical: true } }, here);
    expect(changed).toMatchObject([{ slo: 'orders', stage: 'prod', account: '111122223333', region: 'eu-west-1' }]);
  });

  it('by its own name where the one in Application Signals and what it measures are others', () => {
    const adopted = { ...here, slo: { adopts: ExistingSlo.requestBased('Shop orders') } };
    const sli = Sli.ratio({ good: requests('Stored'), total: requests('Total') });
    expect(kinds(side({ slo: { sli } }), side(adopted))).toEqual([
      'orders history-wiped',
      'orders measurement-changed',
    ]);
  });

  it('in a template alone, which does not say the name of its stack', () => {
    const template = join(side({ stack: 'Deployed', ...here }), 'Deployed.template.json');
    expect(changes(usualSide(), template)).toEqual([]);
    expect(kinds(side({ slo: { critical: true } }), template)).toEqual(['orders severity-changed']);
  });

  it('in a template alone, with the topic of its stack that an alarm tells', () => {
    const withTopic = (stack: string) =>
      synthesized((app) => {
        const { alarms } = declare(app, { stack });
        const topic = new CfnTopic(Stack.of(alarms.fast!), 'Topic');
        alarms.fast!.alarmActions = [topic.ref, 'arn:aws:sns:us-east-1:000000000000:named'];
      });
    expect(changes(withTopic('Shop'), join(withTopic('Deployed'), 'Deployed.template.json'))).toEqual([]);
  });

  it('in each of two regions', () => {
    const both = (critical: boolean) =>
      synthesized((app) => {
        for (const region of ['eu-west-1', 'eu-west-3']) {
          const env = { account: '111122223333', region };
          declare(app, { stack: `Shop-${region}`, env, slo: { critical: critical && region === 'eu-west-3' } });
        }
      });
    expect(changes(both(true), both(false)).map(({ kind, region }) => [kind, region])).toEqual([
      ['severity-changed', 'eu-west-3'],
    ]);
  });

  it('but no two SLOs that measure the same are taken for a renamed one', () => {
    const both = synthesized((app) => {
      declare(app, { slo: { sloName: 'a' } });
      declare(app, { stack: 'Second', slo: { sloName: 'b' }, service: { segment: 'second' } });
    });
    expect(kinds(both).filter((kind) => !kind.includes('cost'))).toEqual([
      'orders slo-removed',
      'a slo-added',
      'b slo-added',
    ]);
  });
});

describe('what stays behind', () => {
  it('promise-unwatched: the SLO goes from Application Signals, its catalogue entry stays', () => {
    const after = edited((resources) => {
      delete resources[ofType(resources, 'AWS::ApplicationSignals::ServiceLevelObjective')];
    });
    expect(changes(after)[0]).toMatchObject({
      kind: 'promise-unwatched',
      level: 'danger',
      after: 'a catalogue entry without an SLO',
      consequence:
        'Application Signals deletes "prod-orders" with its history; the promise stays in the catalogue, and its burn-rate alarms read nothing any more.',
    });
  });

  it('slo-removed: from one of two regions', () => {
    const regions = (...names: string[]) =>
      synthesized((app) => {
        for (const region of names) declare(app, { stack: `Shop-${region}`, env: { account: '111122223333', region } });
      });
    const [gone] = changes(regions('eu-west-1'), regions('eu-west-1', 'eu-west-3'));
    expect(gone).toMatchObject({ kind: 'slo-removed', region: 'eu-west-3' });
    expect(gone!.consequence).toMatch(/^Application Signals deletes "prod-orders" with its history/);
  });

  it('slo-removed: an SLO that Application Signals keeps, without anything of ours', () => {
    const after = synthesized((app) => {
      new CfnServiceLevelObjective(new Stack(app, 'Shop'), 'Plain', { name: 'prod-orders' });
    });
    expect(changes(after)[0]).toMatchObject({
      kind: 'slo-removed',
      consequence:
        'Application Signals keeps "prod-orders", and nothing of ours knows it any more: no incident is opened when the promise is broken.',
    });
  });
});

describe('an older version of this package', () => {
  it('is compared: entries with metrics of requests, without what later versions added', () => {
    const older = withEntry(({ measurement, review: _, ...entry }) => {
      const { good, total } = measurement.bad.metrics;
      return { ...entry, requests: { good, total } };
    });
    expect(kinds(usualSide(), older)).toEqual(['orders details-changed']);
    const sli = Sli.metric({ metric: requests('Lag'), goodWhen: GoodWhen.atMost(250) });
    expect(kinds(side({ slo: { sli } }), older)).toContain('orders conversion-refused');
  });
});

/** What an entry may say, each time something else. */
const FIELDS: Readonly<Record<string, unknown>> = {
  service: 'else',
  segment: 'pro',
  feature: 'preview',
  sla: '99.5',
  warningThreshold: 10,
  promise: 'Else.',
  businessImpact: 'Else.',
  explanation: 'Else.',
  agreedBy: ['Ada'],
  kpis: [{ name: 'Orders', owner: 'Ada' }],
  critical: true,
  customerFacing: false,
  owner: { team: 'else', contact: 'else', stakeholder: 'else' },
  timeZone: 'Europe/Paris',
  runbook: { url: 'https://else.example', firstSteps: [] },
  review: { everyDays: 1 },
  page: 'https://else.example',
  noAlarms: 'Else.',
  shadow: true,
  routes: [{ targets: ['else'], from: 'sev1' }],
  coverage: [{ component: 'else', logs: true, metrics: true, traces: true }],
  interval: { kind: 'rolling', days: 7 },
};

describe('no change of an entry is silent', () => {
  it.each(Object.keys(FIELDS))('%s', (field) => {
    const after = withEntry((entry) => ({ ...entry, [field]: FIELDS[field] }));
    const found = compared(after).changes;
    expect(found.length).toBeGreaterThan(0);
    for (const { consequence, before, after: is } of found) {
      expect(consequence).toMatch(/\.$/);
      expect(before).not.toBe(is);
    }
  });
});
