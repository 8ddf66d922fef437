import fc from 'fast-check';
import type { TemplateResource } from '../../lib/assembly';
import { alarm, burnAlarm, composite, dashboard, findings, objective, stack, TOPIC } from './template';

const BODY = {
  widgets: [
    { type: 'metric', x: 0, properties: { metrics: [['A', 'B', 'C', 'D', {}]], annotations: { alarms: ['a'] } } },
  ],
};
const RESOURCES: Readonly<Record<string, TemplateResource>> = {
  One: alarm({ AlarmActions: ['a'], DatapointsToAlarm: 1 }),
  Burn: burnAlarm('checkout'),
  Any: composite('ALARM(errors)', { ActionsSuppressor: 'burn', ActionsSuppressorWaitPeriod: 1 }),
  Slo: objective(),
  Topic: TOPIC,
  Board: dashboard(BODY),
};

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    { Ref: 'Topic' },
    { Ref: 'Nothing' },
    { 'Fn::GetAtt': ['Topic', 'Arn'] },
    { Ref: 'AWS::NoValue' },
    '',
    '"',
    '(',
    '.',
    -1,
    1e300,
  ),
);

/** A value with one place in it, at any depth, that says something else. */
function changed(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return anything;
  const places = Object.keys(value).map((key) => {
    const inner = changed((value as Record<string, unknown>)[key]);
    return inner.map((other) =>
      Array.isArray(value) ? Object.assign([...value], { [key]: other }) : { ...value, [key]: other },
    );
  });
  return fc.oneof(anything, ...places);
}

/** Neither the CDK nor people keep templates from saying anything anywhere. */
describe('a template that says anything', () => {
  it.each(Object.entries(RESOURCES))('of %s is checked without a fault of ours', (id, resource) => {
    fc.assert(
      fc.property(changed(resource.Properties), (properties) => {
        const Properties = typeof properties === 'object' && properties !== null ? properties : {};
        const found = findings(stack({ ...RESOURCES, [id]: { ...resource, Properties } as TemplateResource }));
        for (const { message, allowed } of found) {
          expect(message.length).toBeLessThan(600);
          expect(allowed).toMatch(/^(is|are) /);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('in the body of a dashboard is checked without a fault of ours', () => {
    fc.assert(
      fc.property(changed(BODY), (body) => {
        findings(stack({ ...RESOURCES, Board: dashboard(JSON.stringify(body)) }));
      }),
      { numRuns: 80 },
    );
  });
});
