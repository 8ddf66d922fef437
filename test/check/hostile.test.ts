import fc from 'fast-check';
import { all, assemblyOf, OBJECTIVE } from './shop';

const TYPES = [
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::AlarmMuteRule',
  'AWS::Events::Rule',
  'AWS::Scheduler::Schedule',
  'AWS::SSM::Parameter',
  OBJECTIVE,
];
const NAMES = [
  'Name',
  'Value',
  'AlarmName',
  'Rule',
  'Schedule',
  'Expression',
  'ScheduleExpression',
  'ExclusionWindows',
];
const TEXTS = [
  '/slo/prod/a',
  '/slo-response/prod',
  'slo/prod/a/fast',
  'prod-a',
  '{"version":1}',
  'cron(',
  'at(x)',
  'P',
];

/** What a template may hold where AWS wants something else. */
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(...TEXTS),
    fc.jsonValue(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES, '__proto__', 'toString'), tie('value'), { maxKeys: 4 }),
    fc.record({ Ref: fc.constantFrom('Queue', 'AWS::Region', 'Nobody') }),
    fc.record({ 'Fn::GetAtt': fc.constantFrom(['Queue', 'Arn'], ['Nobody', 'x'], 7) }),
    fc.record({ 'Fn::Join': tie('value') }),
  ),
})).value;

it('the rules read every template, and cut what they show of it', () => {
  const resources = fc.array(
    fc.record({
      Type: fc.constantFrom(...TYPES),
      Properties: fc.dictionary(fc.constantFrom(...NAMES), anything, { maxKeys: 5 }),
    }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(resources, (found) => {
      const Queue = { Type: 'AWS::SQS::Queue' };
      const numbered = Object.fromEntries(found.map((resource, at) => [`R${at}`, resource]));
      const findings = all(assemblyOf([{ ...numbered, Queue }]));
      for (const { got, allowed, what } of findings) {
        for (const text of [what, got, allowed]) expect(text.length).toBeLessThanOrEqual(301);
        expect(allowed).toMatch(/^(is|are) /);
        expect(what).not.toBe('');
      }
    }),
    { numRuns: 400 },
  );
});
