import type { Alarms } from '../../lambda/alarms';
import { Admission } from '../../lambda/record-signal/admission';
import { parseAlarmChange } from '../../lib/model/contracts/alarm-event';

const NOW = Date.parse('2026-11-14T20:00:00Z');
const MINUTE = 60_000;
const NAME = 'slo/prod/orders/fast';

function changed(minutesAgo: number) {
  const timestamp = new Date(NOW - minutesAgo * MINUTE).toISOString();
  const arn = `arn:aws:cloudwatch:eu-west-3:111122223333:alarm:${NAME}`;
  return parseAlarmChange(
    JSON.stringify({
      'detail-type': 'CloudWatch Alarm State Change',
      source: 'aws.cloudwatch',
      id: '1',
      account: '111122223333',
      region: 'eu-west-3',
      time: timestamp,
      resources: [arn],
      detail: { alarmName: NAME, state: { value: 'ALARM', timestamp } },
    }),
  );
}

/** CloudWatch as it answers; an error where a read fails. */
function admission({ muted = [], value = 'ALARM' }: { muted?: string[] | Error; value?: string | Error } = {}) {
  const answer = async <T>(found: T | Error) => {
    if (found instanceof Error) throw found;
    return found;
  };
  const alarms = {
    muted: jest.fn(() => answer(muted instanceof Error ? muted : new Set(muted))),
    value: jest.fn(() => answer(value)),
  };
  let now = NOW;
  const later = (ms: number) => {
    now += ms;
  };
  return { admission: new Admission(alarms as unknown as Alarms, () => now), alarms, later };
}

beforeEach(() => jest.spyOn(console, 'error').mockReturnValue());
afterEach(() => jest.restoreAllMocks());

test.each([
  ['a fresh one', 1, 'open', {}, undefined],
  ['a muted one', 1, 'open', { muted: [NAME] }, 'muted'],
  ['one that another rule does not cover', 1, 'open', { muted: ['slo/prod/search/fast'] }, undefined],
  ['a muted one, to join', 1, 'join', { muted: [NAME] }, 'muted'],
  ['one of 15 minutes ago that is over', 15, 'open', { value: 'OK' }, undefined],
  ['one of 16 minutes ago that is over', 16, 'open', { value: 'OK' }, 'late, and OK by now'],
  ['a late one that is still on', 16, 'open', {}, undefined],
  [
    'a late one of which nothing is known',
    16,
    'open',
    { value: 'INSUFFICIENT_DATA' },
    'late, and INSUFFICIENT_DATA by now',
  ],
  ['a late one that was deleted', 16, 'open', { value: 'DELETED' }, 'late, and DELETED by now'],
  ['a late one that is over, to join', 16, 'join', { value: 'OK' }, undefined],
  [
    'a late one when CloudWatch does not answer',
    16,
    'open',
    { value: new Error('throttled'), muted: new Error('no') },
    undefined,
  ],
] as const)('%s', async (_, minutesAgo, step, answers, refusal) => {
  const { admission: asked } = admission(answers as Parameters<typeof admission>[0]);
  expect(await asked.refusal(changed(minutesAgo), step)).toBe(refusal);
});

test('a storm asks for the mute rules once, and again when what it knows is old', async () => {
  const { admission: asked, alarms, later } = admission();
  asked.prepare(changed(0));
  for (let signal = 0; signal < 50; signal += 1) await asked.refusal(changed(0), 'open');
  expect(alarms.muted).toHaveBeenCalledTimes(1);
  later(10_000);
  await asked.refusal(changed(0), 'open');
  expect(alarms.muted).toHaveBeenCalledTimes(2);
  expect(alarms.value).not.toHaveBeenCalled();
});
