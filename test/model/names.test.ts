import fc from 'fast-check';
import {
  alarmName,
  alarmPrefix,
  alarmSignalKey,
  backupPagerName,
  breachCompositeName,
  catalogueParameterName,
  dashboardName,
  dashboardNameFault,
  deliveriesParameterName,
  groupKey,
  incidentId,
  isMachineryAlarm,
  journeyCompositeName,
  logicalId,
  machineryAlarmName,
  muteRuleNameFault,
  nameFault,
  objectiveName,
  objectiveOf,
  overviewName,
  parseAlarmArn,
  parseAlarmName,
  parseCatalogueParameterName,
  parseObjectiveName,
  parseWriteMarker,
  pipelineBrokenAlarmName,
  responseParameterName,
  rollbackCompositeName,
  serviceLabel,
  serviceMuteRuleName,
  sloAlarmPrefix,
  sloMuteRuleName,
  stageFault,
  wholeComposite,
  writeMarker,
} from '../../lib/model/names';

const letters = 'abcXYZ019';
const stage = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 20 });
const inner = fc.string({ unit: fc.constantFrom(...letters, '.', '_', '-'), maxLength: 40 });
const slo = fc.tuple(stage, inner, stage).map(([first, middle, last]) => first + middle + last);

describe('names', () => {
  it('are these, because people and rules depend on them', () => {
    expect({
      alarm: alarmName({ stage: 'prod', slo: 'place-order', alarm: 'fast' }),
      prefix: alarmPrefix('prod'),
      objective: objectiveName('prod', 'place-order'),
      parameter: catalogueParameterName('prod', 'place-order'),
      response: responseParameterName('prod'),
      deliveries: deliveriesParameterName('prod'),
      composite: breachCompositeName('prod', 'shop'),
      itsFirstPart: breachCompositeName('prod', serviceLabel('shop', 'fr'), 1),
      rollback: rollbackCompositeName('prod', serviceLabel('shop')),
      journey: journeyCompositeName('prod', 'checkout'),
      broken: pipelineBrokenAlarmName('prod'),
      backup: backupPagerName('prod', 'shop'),
      maintenance: serviceMuteRuleName('prod', 'shop', 1),
      itsSecondRule: serviceMuteRuleName('prod', 'shop', 1, 2),
      ownMaintenance: sloMuteRuleName('prod', 'shop', 1),
      dashboard: dashboardName('prod', 'shop', 'eu-west-3'),
      itsSecondPart: dashboardName('prod', 'shop', 'eu-west-3', 2),
      overview: overviewName('prod', undefined, 'eu-west-3'),
      namedOverview: overviewName('prod', 'web', 'eu-west-3', 2),
    }).toEqual({
      alarm: 'slo/prod/place-order/fast',
      prefix: 'slo/prod/',
      objective: 'prod-place-order',
      parameter: '/slo/prod/place-order',
      response: '/slo-response/prod',
      deliveries: '/slo-response/prod/deliveries',
      composite: 'prod-shop-breach',
      itsFirstPart: 'prod-shop-fr-breach-part1',
      rollback: 'prod-shop-rollback',
      journey: 'prod-checkout-journey',
      broken: 'slo-response/prod/pipeline-broken',
      backup: 'prod-shop-backup',
      maintenance: 'prod-shop-maintenance-1',
      itsSecondRule: 'prod-shop-maintenance-1-2',
      ownMaintenance: 'prod-shop-slo-maintenance-1',
      dashboard: 'prod-shop-slos-eu-west-3',
      itsSecondPart: 'prod-shop-slos-eu-west-3-2',
      overview: 'prod-overview-eu-west-3',
      namedOverview: 'prod-web-overview-eu-west-3-2',
    });
  });

  it('of an adopted SLO is the one that it kept', () => {
    expect(objectiveOf({ stage: 'prod', slo: 'place-order' })).toBe('prod-place-order');
    expect(objectiveOf({ stage: 'prod', slo: 'place-order', objective: 'Orders' })).toBe('Orders');
  });

  it('parse to what they were built from', () => {
    fc.assert(
      fc.property(stage, slo, fc.constantFrom('fast', 'slow', 'ticket', 'evidence', 'no-data'), (s, name, alarm) => {
        expect(parseAlarmName(alarmName({ stage: s, slo: name, alarm }))).toEqual({ stage: s, slo: name, alarm });
        expect(alarmName({ stage: s, slo: name, alarm })).toBe(sloAlarmPrefix(s, name) + alarm);
        expect(parseObjectiveName(objectiveName(s, name))).toEqual({ stage: s, slo: name });
        expect(parseCatalogueParameterName(catalogueParameterName(s, name))).toEqual({ stage: s, slo: name });
      }),
    );
  });

  it.each([
    '',
    'slo/prod/x',
    'slo/prod/x/fast/more',
    'slo//x/fast',
    'slo/pr-od/x/fast',
    'other/prod/x/fast',
    'slo/prod/x/FAST',
    'slo/prod/-x/fast',
  ])('do not take the foreign alarm name "%s" for ours', (name) => {
    expect(parseAlarmName(name)).toBeUndefined();
  });

  it.each(['', 'place', '-place', 'prod-', 'prod-place order', 'Orders of the shop', 'pro.d-place'])(
    'of an SLO in Application Signals are not all ours: "%s"',
    (name) => {
      expect(parseObjectiveName(name)).toBeUndefined();
    },
  );

  it('say what is wrong, what was got and what is allowed', () => {
    expect(stageFault('pre-prod')).toBe('stage: got "pre-prod", allowed are letters and digits, at least one');
    expect(nameFault('sloName', 'place order', 'prod')).toMatch(/got "place order", allowed are letters, digits/);
    expect(nameFault('sloName', '-x', 'prod')).toMatch(/letter or digit first and last/);
    expect(nameFault('sloName', 'x'.repeat(124), 'prod')).toMatch(/together have 128 characters, allowed are 127/);
    expect(nameFault('sloName', 'x'.repeat(123), 'prod')).toBeUndefined();
    expect(stageFault('prod2')).toBeUndefined();
    expect(muteRuleNameFault('maintenance', 'x'.repeat(256))).toMatch(/name of 256 characters, allowed are 255/);
    expect(muteRuleNameFault('maintenance', 'x'.repeat(255))).toBeUndefined();
  });

  it('give logical ids that do not collide where joined ids would', () => {
    expect(logicalId('Alarm', 'A13', '60')).not.toBe(logicalId('Alarm', 'A1', '360'));
    expect(logicalId('Alarm', 'prod', 'place-order', 'fast')).toMatch(/^Alarm[A-Za-z0-9]+$/);
  });
});

describe('alarms that are not of one SLO', () => {
  it('are told by their names: those of the response, and composite alarms with the whole that they are parts of', () => {
    fc.assert(
      fc.property(stage, slo, fc.integer({ min: 1, max: 99 }), (inStage, name, part) => {
        expect(isMachineryAlarm(machineryAlarmName(inStage, name))).toBe(true);
        expect(isMachineryAlarm(alarmName({ stage: inStage, slo: name, alarm: 'fast' }))).toBe(false);
        for (const nameOf of [breachCompositeName, rollbackCompositeName]) {
          const whole = nameOf(inStage, name);
          expect([whole, nameOf(inStage, name, part)].map(wholeComposite)).toEqual([whole, whole]);
        }
        for (const whole of [journeyCompositeName(inStage, name), backupPagerName(inStage, name)]) {
          expect(wholeComposite(whole)).toBe(whole);
        }
      }),
    );
    expect(['nights', 'all-at-once', '-breach', pipelineBrokenAlarmName('prod')].map(wholeComposite)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('incidents', () => {
  const group = { account: '111122223333', region: 'eu-west-3', stage: 'prod', service: 'shop' };

  it('have an id that fits into a label and differs by generation and group', () => {
    const ids = [incidentId(group, 1), incidentId(group, 2), incidentId({ ...group, segment: 'fr' }, 1)];
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(`slo-${id}`.length).toBeLessThanOrEqual(50);
    expect(groupKey(group)).toBe('111122223333/eu-west-3/prod/shop/-');
  });

  it('mark what a write covers', () => {
    const marker = writeMarker(incidentId(group, 1), 2, 14);
    expect(parseWriteMarker(marker)).toEqual({ incident: incidentId(group, 1), from: 2, to: 14 });
    expect(parseWriteMarker('inc-x:r2')).toBeUndefined();
  });

  it('know a repeated signal by alarm, state and time', () => {
    const arn = 'arn:aws:cloudwatch:eu-west-3:111122223333:alarm:slo/prod/x/fast';
    expect(parseAlarmArn(arn)).toEqual({ account: '111122223333', region: 'eu-west-3', name: 'slo/prod/x/fast' });
    expect(parseAlarmArn('arn:aws:sns:eu-west-3:111122223333:topic')).toBeUndefined();
    expect(alarmSignalKey(arn, 'ALARM', 0)).toBe(`${arn}#ALARM#1970-01-01T00:00:00.000Z`);
  });

  const region = fc.constantFrom('eu-west-3', 'us-east-1', 'us-gov-west-1');
  const place = fc.tuple(stage, slo, region, fc.integer({ min: 1, max: 99 }));

  it('of dashboards keep to what CloudWatch takes, and two never share one', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(dashboardName(...a)).toMatch(/^[A-Za-z0-9_-]{1,255}$/);
        expect(dashboardName(...a) === dashboardName(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
        expect(overviewName(...a) === overviewName(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
    const alike = ['shop.eu', 'shop_eu', 'shop_-eu', 'shop__eu', 'shop..eu', 'shop._eu', 'shop_.eu'];
    expect(new Set(alike.map((name) => dashboardName('prod', name, 'eu-west-3'))).size).toBe(alike.length);
  });

  it('of dashboards are refused when they could get too long in any region', () => {
    expect(dashboardNameFault('serviceName', 'a'.repeat(123), 'prod')).toBeUndefined();
    expect(dashboardNameFault('serviceName', `a${'.'.repeat(121)}a`, 'prod')).toMatch(
      /^serviceName: got 123 characters, .* of up to 2\d\d, allowed are 255/,
    );
  });
});
