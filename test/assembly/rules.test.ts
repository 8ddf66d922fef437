import { type App, Duration, Stack } from 'aws-cdk-lib';
import { IncidentResponse, slackChannel } from '../../lib';
import { readAssembly, readRules } from '../../lib/assembly';
import { synthesized } from '../support/estate';
import { writeAssembly } from './fixture';

function fn(variables: Record<string, unknown>) {
  const Properties = { Environment: { Variables: { TABLE_NAME: { Ref: 'Ledger' }, ...variables } } };
  return { Type: 'AWS::Lambda::Function', Properties };
}

function rulesOf(stage: string, ...stacks: Record<string, object>[]) {
  const named = stacks.map((Resources, at) => [`Stack${at}`, { template: { Resources } }]);
  return readRules(readAssembly(writeAssembly(Object.fromEntries(named))), stage);
}

describe('reading the rules of a stage', () => {
  it('finds what a response stack sets, as its functions do', () => {
    const estate = synthesized((app: App) => {
      const stack = new Stack(app, 'Response');
      new IncidentResponse(stack, 'IncidentResponse', {
        stage: 'staging',
        targets: [slackChannel({ name: 'a', channelId: 'C0A' })],
        rules: { quietTime: Duration.minutes(45), leastShareOfUsual: 0 },
      });
      return stack;
    });
    try {
      expect(readRules(estate.assembly, 'staging')).toEqual({ quietMs: 2_700_000, leastShareOfUsual: 0 });
      expect(readRules(estate.assembly, 'prod')).toEqual({});
    } finally {
      estate.remove();
    }
  });

  it.each<[string, Record<string, object>]>([
    ['there is no response', {}],
    ['it is of another stage', { A: fn({ STAGE: 'staging', RULES: '{"snoozeMs":1}' }) }],
    ['it is of a release before there were any', { A: fn({ STAGE: 'prod' }) }],
    ['nothing is set', { A: fn({ STAGE: 'prod', RULES: '{}' }) }],
    ['they are known at deployment only', { A: fn({ STAGE: 'prod', RULES: { Ref: 'Later' } }) }],
    [
      'a function of others has such a variable',
      {
        A: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { STAGE: 'prod', RULES: 'x' } } } },
      },
    ],
    ['a function has no variables', { A: { Type: 'AWS::Lambda::Function' } }],
  ])('finds none where %s', (_what, resources) => {
    expect(rulesOf('prod', resources)).toEqual({});
  });

  it('is content with two responses that agree, and names the one that does not', () => {
    const one = { A: fn({ STAGE: 'prod', RULES: '{"snoozeMs":60000}' }) };
    expect(rulesOf('prod', one, one)).toEqual({ snoozeMs: 60_000 });
    expect(() => rulesOf('prod', one, { B: fn({ STAGE: 'prod', RULES: '{}' }) })).toThrow(
      'stack "Stack1", resource "B": Properties.Environment.Variables.RULES: got other rules than stack "Stack0" has for stage prod, allowed are the same rules in every response of a stage',
    );
  });

  it.each([
    ['{"snoozeMs":-1}', /stack "Stack0", resource "A": Properties\.Environment\.Variables\.RULES: rules: snoozeMs: /],
    ['half a t', /RULES: rules: text: /],
  ])('refuses %s and says where it stands', (RULES, message) => {
    expect(() => rulesOf('prod', { A: fn({ STAGE: 'prod', RULES }) })).toThrow(message);
  });
});
