import { readAssembly, readObjectives } from '../../lib/assembly';
import { monthlyCostUsd } from '../../lib/cost/objective';
import { applicationSignalsCents, monthlyAlarmCost, PRICES } from '../../lib/model/prices';
import { compositeResource, sloResources, writeAssembly } from '../assembly/fixture';
import { objectiveOf } from '../simulate/fixture';

describe('what alarms cost a month', () => {
  it('three pairs as six metric alarms and three composites cost 2.10, as three math alarms 0.60', () => {
    expect(monthlyAlarmCost({ standardMetrics: 6, composites: 3 })).toBe(2.1);
    expect(monthlyAlarmCost({ standardMetrics: 6 })).toBe(0.6);
  });

  it('is exact where doubles are not, and knows high resolution and shares', () => {
    expect(monthlyAlarmCost({ standardMetrics: 3 })).toBe(0.3);
    expect(monthlyAlarmCost({ standardMetrics: 0, highResolutionMetrics: 2, composites: 0.2 })).toBe(0.7);
  });

  it('estimates the fee of Application Signals near a bill of 149,442 signals and 0.22 dollars for two SLOs', () => {
    expect(applicationSignalsCents(1)).toBe(13);
    // 2 SLOs x 2 signals x 43,200 minutes x 1.50 dollars a million.
    expect(applicationSignalsCents(2)).toBe(26);
    expect(applicationSignalsCents(250)).toBe(3240);
  });

  it('says where the prices are from', () => {
    expect(PRICES).toMatchObject({
      source: expect.stringMatching(/^https:/),
      asOf: '2026-11-22',
      region: 'us-east-1',
    });
  });
});

describe('what one SLO costs a month', () => {
  it('is 1.00 with good and total metrics and five SLOs of one service', () => {
    const slos = ['a', 'b', 'c', 'd', 'e'];
    const Resources = Object.assign(
      compositeResource('prod', 'shop', slos),
      ...slos.map((slo) => sloResources({ slo, noDataMinutes: 13 })),
    );
    const estate = readObjectives(readAssembly(writeAssembly({ S: { template: { Resources } } })));
    expect(estate.map((objective) => monthlyCostUsd(objective, estate))).toEqual([1, 1, 1, 1, 1]);
    expect(monthlyCostUsd(estate[0]!, [])).toBe(1.4);
  });

  it('is 0.80 without composite and no-data alarm', () => {
    const { composite: _, ...alone } = objectiveOf();
    expect(monthlyCostUsd(alone, [alone])).toBe(0.8);
  });

  it('is 0.50 more for each part of the composite', () => {
    const objective = objectiveOf();
    const inParts = { ...objective, compositeParts: [objective.composite!] };
    expect(monthlyCostUsd(inParts, [inParts])).toBe(1.8);
  });

  it('is more for high-resolution alarms', () => {
    const objective = objectiveOf();
    const [evidence] = objective.alarms;
    expect(monthlyCostUsd({ ...objective, alarms: [{ ...evidence!, period: 10 }] }, [objective])).toBe(1.1);
  });
});
