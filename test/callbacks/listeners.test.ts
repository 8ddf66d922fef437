import { listenersOf } from '../../lambda/callbacks/listeners';
import type { TargetConfig } from '../../lib/model/contracts/target-config';

const target = (name: string, kind: string, change: Partial<TargetConfig> = {}): TargetConfig => ({
  name,
  kind,
  audience: 'engineers',
  settings: { repository: 'acme/ops' },
  ...change,
});
const callbacks = { secretArn: 'arn:signing' };
const names = (...targets: readonly TargetConfig[]) => [
  ...listenersOf(targets, { values: async () => ({}) }, Date.now).keys(),
];

it('are those of targets with callbacks: nobody comes in at another name', () => {
  expect(
    names(target('tickets', 'github', { callbacks }), target('others', 'github'), target('chat', 'slack')),
  ).toEqual(['tickets']);
});

it('are none of a kind that signs nothing', () => {
  expect(() => names(target('records', 'servicenow', { callbacks }))).toThrow(
    'target "records": callbacks: got kind "servicenow", allowed are github, jira, pagerduty, zendesk',
  );
});
