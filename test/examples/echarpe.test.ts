import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json';
import { context } from '../../cdk.json';
import { readObjectives } from '../../lib/assembly';
import { monthlyCostUsd } from '../../lib/simulate';
import { echarpe } from '../support/estate';

const estate = echarpe();
afterAll(() => estate.remove());

describe('the example estate', () => {
  const objectives = readObjectives(estate.assembly);

  it('promises what the story says', () => {
    expect(objectives.map(({ entry }) => [entry.slo, entry.attainmentGoal, entry.promise])).toEqual([
      ['incident-delivery', '99', 'A broken promise is told within a minute.'],
      ['place-order', '99.9', 'Your order goes through.'],
      ['text-preview', '99.5', 'You see your words before you buy.'],
    ]);
    expect(objectives[2]!.entry.feature).toBe('text-preview');
  });

  it('is read back by the assembly reader with all its alarms and the composite', () => {
    for (const objective of objectives) {
      expect(objective.alarms.map(({ name }) => name.split('/').at(-1)).sort()).toEqual([
        'evidence',
        'fast',
        'no-data',
        'slow',
        'ticket',
      ]);
      expect(objective.composite?.name).toBe(`prod-${objective.entry.service}-breach`);
    }
  });

  it('deploys the response first: the backup pager of the promises names one of its alarms', () => {
    const { artifacts } = JSON.parse(readFileSync(join(estate.directory, 'manifest.json'), 'utf8'));
    expect(artifacts.EcharpeShopPromises.dependencies).toContain('EcharpeResponse');
  });

  it.each(['EcharpeShopPromises', 'EcharpeResponse'])('synthesizes %s as recorded', (stack) => {
    const text = readFileSync(join(estate.directory, `${stack}.template.json`), 'utf8');
    // Bundles change with the code of the functions and with Node.js.
    const lasting = text
      .replaceAll(/[0-9a-f]{64}/g, '<asset>')
      .replaceAll(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<version>');
    expect(JSON.parse(lasting)).toMatchSnapshot();
  });

  it('takes every feature flag that this version of the CDK recommends', () => {
    expect(context).toEqual({ ...recommended, '@aws-cdk/core:validateAgainstDefaultRules': true });
  });

  it('costs 1.15 dollars a month per SLO of two: nine metrics read and half a composite', () => {
    expect(objectives.map((objective) => monthlyCostUsd(objective, objectives))).toEqual([1.4, 1.15, 1.15]);
  });
});
