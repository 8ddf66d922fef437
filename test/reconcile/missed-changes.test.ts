import type { Alarms } from '../../lambda/alarms';
import { missedChanges } from '../../lambda/reconcile/observe';
import { observation } from '../../lib/model/incident';
import { alarm, incident, MINUTE, START } from '../support/incidents';

const GROUP = { account: '111122223333', region: 'eu-west-3', stage: 'prod', service: 'shop' };
const state = incident(alarm(0, 'fast', 'ALARM', { entry: { shadow: true } }));

function told(names: readonly string[], minute: number, muted: readonly string[] = []) {
  const name = (kind: string) => `slo/prod/orders/${kind}`;
  const alarms = { muted: async () => new Set(muted.map(name)) } as unknown as Alarms;
  const observed = observation(
    names.map((kind) => ({
      slo: 'orders',
      alarm: kind,
      arn: `arn:aws:cloudwatch:eu-west-3:111122223333:alarm:${name(kind)}`,
      value: 'ALARM',
      at: START,
    })),
  );
  return missedChanges(alarms, observed, [{ group: GROUP, state }], START + minute * MINUTE).then((changes) =>
    changes.map(({ detail }) => detail.alarmName),
  );
}

test('an alarm in shadow that fires is told again every five minutes: its SLO may have left it', async () => {
  const passes = await Promise.all([0, 1, 4, 5, 6].map((minute) => told(['fast'], minute)));
  expect(passes).toEqual([['slo/prod/orders/fast'], [], [], ['slo/prod/orders/fast'], []]);
});

test('one that a mute rule covers is not', async () => {
  expect(await told(['fast'], 0, ['fast'])).toEqual([]);
});

test('alarms on the budget are passed over: firing, unheard of, gone', async () => {
  expect(await told(['fast', 'budget-warning', 'budget-exhausted'], 1)).toEqual([]);
});
