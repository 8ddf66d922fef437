import { readAssembly, readObjectives } from '../../lib/assembly';
import { logicalId } from '../../lib/model/names';
import { catalogueEntryOf, compositeResource, sloResources, writeAssembly } from './fixture';

function objectivesOf(...stacks: Record<string, unknown>[]) {
  const named = stacks.map((Resources, index) => [`Stack${index}`, { template: { Resources } }]);
  return readObjectives(readAssembly(writeAssembly(Object.fromEntries(named))));
}

type Resources = Record<string, { Type?: string; Properties: Record<string, unknown> }>;

/** Resources of the SLO `checkout` with one changed. */
function withChange(kind: 'Slo' | 'Catalogue', change: (properties: Record<string, unknown>) => void): Resources {
  const resources = structuredClone(sloResources()) as Resources;
  change(resources[logicalId(kind, 'prod', 'checkout')]!.Properties);
  return resources;
}

describe('reading objectives', () => {
  it('joins SLO, catalogue entry, alarms and composite by their names', () => {
    const resources = { ...sloResources({ noDataMinutes: 13 }), ...compositeResource('prod', 'shop', ['checkout']) };
    const [objective, ...others] = objectivesOf(
      resources,
      sloResources({ slo: 'search', service: 'catalogue', goal: 99.5 }),
    );
    expect(others.map(({ entry, composite }) => [entry.slo, composite])).toEqual([['search', undefined]]);
    expect(objective).toMatchObject({
      stack: 'Stack0',
      logicalId: logicalId('Slo', 'prod', 'checkout'),
      objectiveName: 'prod-checkout',
      goal: '99.9',
      interval: { kind: 'rolling', duration: 28, unit: 'DAY' },
      lookBackMinutes: [5, 30, 60, 360, 4320],
      entry: catalogueEntryOf({ noDataMinutes: 13 }),
      composite: { name: 'prod-shop-breach' },
    });
    expect(objective!.alarms.map(({ name }) => name.split('/').at(-1))).toEqual([
      'evidence',
      'fast',
      'slow',
      'ticket',
      'no-data',
    ]);
  });

  it.each([
    ['of its segment', 'fr', ['prod-shop-breach', 'prod-shop-fr-breach'], 'prod-shop-fr-breach'],
    ['of the service where the segment is its own', 'fr', ['prod-shop-breach'], 'prod-shop-breach'],
    ['of the service', undefined, ['prod-shop-breach', 'prod-shop-fr-breach'], 'prod-shop-breach'],
  ])('finds the composite %s, and the parts below it', (_what, segment, composites, expected) => {
    const resources = withChange('Catalogue', (properties) => {
      properties.Value = JSON.stringify({ ...catalogueEntryOf(), ...(segment === undefined ? {} : { segment }) });
    });
    for (const name of composites.flatMap((top) => [top, `${top}-part1`, `${top}-part10`, `${top}-partial`])) {
      resources[`C${Object.keys(resources).length}`] = {
        Type: 'AWS::CloudWatch::CompositeAlarm',
        Properties: { AlarmName: name, AlarmRule: 'FALSE' },
      };
    }
    const [objective] = objectivesOf(resources);
    expect(objective!.composite!.name).toBe(expected);
    expect(objective!.compositeParts.map(({ name }) => name)).toEqual([`${expected}-part1`, `${expected}-part10`]);
  });

  it('finds an adopted SLO by the name that it kept, and no SLO of others by the name that it would have', () => {
    const Type = 'AWS::ApplicationSignals::ServiceLevelObjective';
    const resources = withChange('Catalogue', (properties) => {
      properties.Value = JSON.stringify({ ...catalogueEntryOf(), objective: 'Checkout SLO' });
    });
    const slo = resources[logicalId('Slo', 'prod', 'checkout')]!;
    slo.Properties.Name = 'Checkout SLO';
    const theirs = { Type, Properties: { ...slo.Properties, Name: 'prod-checkout' } };
    const found = objectivesOf({ ...resources, Theirs: theirs });
    expect(found.map(({ objectiveName, entry, alarms }) => [objectiveName, entry.slo, alarms.length])).toEqual([
      ['Checkout SLO', 'checkout', 4],
    ]);
  });

  it('keeps two stages in one account apart', () => {
    const objectives = objectivesOf(sloResources({ stage: 'prod' }), sloResources({ stage: 'staging' }));
    expect(objectives.map(({ objectiveName, alarms }) => [objectiveName, alarms[0]!.name])).toEqual([
      ['prod-checkout', 'slo/prod/checkout/evidence'],
      ['staging-checkout', 'slo/staging/checkout/evidence'],
    ]);
  });

  it('finds none where there are none, and leaves SLOs of others alone', () => {
    expect(objectivesOf({})).toEqual([]);
    const Type = 'AWS::ApplicationSignals::ServiceLevelObjective';
    expect(
      objectivesOf({
        Foreign: { Type, Properties: { Name: 'prod-theirs' } },
        Token: { Type, Properties: { Name: { 'Fn::If': ['c', 'a', 'b'] } } },
        Bare: { Type },
        Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Name: { 'Fn::If': ['c', 'a', 'b'] }, Value: 'x' } },
      }),
    ).toEqual([]);
  });

  it('reads a calendar interval', () => {
    const [objective] = objectivesOf(
      withChange('Slo', (properties) => {
        const CalendarInterval = { Duration: 1, DurationUnit: 'MONTH', StartTime: 1767225600 };
        properties.Goal = { AttainmentGoal: 99.9, Interval: { CalendarInterval } };
      }),
    );
    expect(objective!.interval).toEqual({ kind: 'calendar', duration: 1, unit: 'MONTH', startSeconds: 1767225600 });
  });

  it.each([
    ['an entry that is no JSON', 'Catalogue', { Value: '{' }, /catalogue entry: /],
    [
      'an entry of another version',
      'Catalogue',
      { Value: JSON.stringify({ ...catalogueEntryOf(), version: 2 }) },
      /catalogue entry/,
    ],
    ['an entry that is no text', 'Catalogue', { Value: 7 }, /Properties\.Value/],
    [
      'a goal other than the entry says',
      'Slo',
      { Goal: { AttainmentGoal: 99.5, Interval: { RollingInterval: { Duration: 28, DurationUnit: 'DAY' } } } },
      /AttainmentGoal: got 99\.5, but the catalogue entry says 99\.9/,
    ],
    ['no goal', 'Slo', { Goal: {} }, /Properties\.Goal\.AttainmentGoal/],
    ['no interval', 'Slo', { Goal: { AttainmentGoal: 99.9, Interval: {} } }, /Properties\.Goal\.Interval: got neither/],
    [
      'a look-back of half a minute',
      'Slo',
      { BurnRateConfigurations: [{ LookBackWindowMinutes: 0.5 }] },
      /BurnRateConfigurations\.0/,
    ],
  ] as const)('refuses %s and names stack and resource', (_, kind, change, message) => {
    const resources = withChange(kind, (properties) => Object.assign(properties, change));
    expect(() => objectivesOf(resources)).toThrow(message);
    expect(() => objectivesOf(resources)).toThrow(`stack "Stack0", resource "${logicalId(kind, 'prod', 'checkout')}"`);
  });
});
