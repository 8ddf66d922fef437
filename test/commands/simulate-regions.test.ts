import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate } from '../../lib/commands/simulate';
import { ACCOUNT, compositeResource, sloResources, writeAssembly } from '../assembly/fixture';

const scratch = mkdtempSync(join(tmpdir(), 'cdk-slo-regions-'));
afterAll(() => rmSync(scratch, { recursive: true }));

it('an app that goes into two regions is simulated in one of them', () => {
  const template = { Resources: { ...sloResources(), ...compositeResource('prod', 'shop', ['checkout']) } };
  const assembly = writeAssembly({
    Ireland: { template },
    Virginia: { template, environment: `aws://${ACCOUNT}/us-east-1` },
  });
  const history = join(scratch, 'history.csv');
  // Half an hour in which everything fails.
  const rows = Array.from(
    { length: 1000 },
    (_, minute) => `${minute * 60},${minute >= 500 && minute < 530 ? 0 : 10},10`,
  );
  writeFileSync(history, ['timestamp,good,total', ...rows, ''].join('\n'));
  const document = simulate({ assembly, slo: 'checkout', history: [history] });
  expect(document).toMatchObject({ pages: 1, notSimulated: [] });
  expect(document.remarks).toContain('The SLO is declared in eu-west-1 and us-east-1, and simulated as in eu-west-1.');
  expect(
    document.alarms.filter(({ name, state }) => name === 'slo/prod/checkout/fast' && state === 'ALARM'),
  ).toHaveLength(1);
  expect(document.alarms.filter(({ name, state }) => name === 'prod-shop-breach' && state === 'ALARM')).toHaveLength(1);
});
