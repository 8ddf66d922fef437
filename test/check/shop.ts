import type { Assembly, TemplateResource } from '../../lib/assembly';
import { ALARM } from '../../lib/assembly/resource-types';
import { checkAssembly } from '../../lib/check/check';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import type { Finding } from '../../lib/model/contracts/documents';
import { logicalId, responseParameterName } from '../../lib/model/names';
import { ACCOUNT, catalogueEntryOf, REGION, sloResources } from '../assembly/fixture';

/** A shop with nothing that is worth a finding, and its faults. */

export type Resources = Readonly<Record<string, unknown>>;
export const NOW = Date.parse('2026-11-25T12:00:00Z');
export const ENTRY = logicalId('Catalogue', 'prod', 'checkout');
export const SLO = logicalId('Slo', 'prod', 'checkout');
export const FAST = logicalId('Tier', 'prod', 'checkout', 'fast');
export const OBJECTIVE = 'AWS::ApplicationSignals::ServiceLevelObjective';

/** An SLO whose entry says all that is asked for, and the response of its stage. */
export function shop(change: Partial<CatalogueEntry> = {}): Record<string, TemplateResource> {
  return { ...described(sloResources()), ...entry(change), ...response('incidents', 'tickets') };
}

/** Alarms say what they mean. */
function described(resources: Resources): Record<string, TemplateResource> {
  return Object.fromEntries(
    Object.entries(resources as Record<string, TemplateResource>).map(([id, { Type, Properties }]) => [
      id,
      {
        Type,
        Properties: { ...Properties, ...(Type === ALARM ? { AlarmDescription: 'Orders do not go through.' } : {}) },
      },
    ]),
  );
}

export function entry(change: object = {}, more: object = {}): Record<string, TemplateResource> {
  const whole = {
    ...catalogueEntryOf(),
    explanation: 'Of all orders that customers send, how many arrive.',
    runbook: { url: 'https://example.com/runbook', firstSteps: ['Look.', 'Ask.', 'Act.'] },
    review: { everyDays: 90, last: '2026-11-02' },
    routes: [{ targets: ['incidents'], from: 'sev2' }],
    ...change,
  };
  const Properties = { Type: 'String', Name: '/slo/prod/checkout', Value: JSON.stringify(whole), ...more };
  return { [ENTRY]: { Type: 'AWS::SSM::Parameter', Properties } };
}

/** As the response construct renders it: what AWS makes up is joined in. */
export function response(...targets: string[]): Record<string, TemplateResource> {
  const named = JSON.stringify([...targets.map((name) => ({ name })), { name: 'canaries', canary: true }]);
  const Value = {
    'Fn::Join': [
      '',
      [
        `{"version":1,"stage":"prod","account":"${ACCOUNT}","region":"${REGION}","table":"`,
        { Ref: 'Ledger' },
        '","deliveryQueueUrl":"',
        { Ref: 'Deliveries' },
        `","targets":${named}}`,
      ],
    ],
  };
  return {
    Ledger: { Type: 'AWS::DynamoDB::Table' },
    Deliveries: { Type: 'AWS::SQS::Queue' },
    Response: { Type: 'AWS::SSM::Parameter', Properties: { Name: responseParameterName('prod'), Value } },
  };
}

export interface StackOptions {
  readonly name?: string;
  readonly account?: string;
  readonly region?: string;
}

export function assemblyOf(...stacks: readonly (readonly [Resources, StackOptions?])[]): Assembly {
  return {
    directory: '/nowhere',
    stacks: stacks.map(([resources, { name = 'Shop', account = ACCOUNT, region = REGION } = {}]) => ({
      name,
      ...(account === '' ? {} : { account }),
      ...(region === '' ? {} : { region }),
      template: { Resources: resources as Record<string, TemplateResource> },
      templateBytes: 0,
      assets: new Map(),
    })),
  };
}

/** Findings of some rules, as `level id resource message`. */
export function found(assembly: Assembly | Resources, ids: readonly string[], now = NOW): string[] {
  const whole = 'stacks' in assembly ? (assembly as Assembly) : assemblyOf([assembly as Resources]);
  return all(whole, now)
    .filter(({ id }) => ids.includes(id))
    .map(({ level, id, resource, message }) => `${level} ${id} ${resource} ${message}`);
}

export function all(assembly: Assembly, now = NOW): Finding[] {
  return checkAssembly(assembly, now).findings;
}
