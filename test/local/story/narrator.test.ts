import { Narrator } from '../../../lib/local/story/narrator';
import type { TimelineEntry } from '../../../lib/render/timeline';
import { timeOf } from '../../../lib/simulate';
import { entry } from '../../support/entries';

const EVENING = 100;
const objective = { entry: entry({ slo: 'orders' }) };

function narrated(tell: (narrator: Narrator) => void): string[] {
  const told: TimelineEntry[] = [];
  const loaded = { story: { happened: [], changes: [] }, eveningStartMinute: EVENING };
  tell(new Narrator(loaded as never, [objective] as never, (one) => told.push(one)));
  return told.map(({ text }) => text);
}

it.each([
  ['fast', 14.6, '15 times as fast as the goal allows (fires above 13.44)'],
  ['fast', 13.45, '13.45 times as fast as the goal allows (fires above 13.44)'],
  ['slow', 5.62, '5.62 times as fast as the goal allows (fires above 5.6)'],
  ['slow', 8.3, '8.3 times as fast as the goal allows (fires above 5.6)'],
])('an alarm that fires reads as above its threshold: %s at %d', (alarm, reading, words) => {
  const [text] = narrated((narrator) =>
    narrator.transition({
      alarmName: `slo/prod/orders/${alarm}`,
      value: 'ALARM',
      at: timeOf(EVENING),
      reasonData: JSON.stringify({ recentDatapoints: [reading] }),
    } as never),
  );
  expect(text).toBe(`${alarm} of orders fires: the error budget is used ${words}`);
});

it('in a storm says who does what about which incident, and where it is told', () => {
  const message = (channel: string, ts: string, text: string, ...replies: string[]) => ({ channel, ts, text, replies });
  const incident = (service: string, name: string, ref: string) => ({ group: { service }, targets: [{ name, ref }] });
  const incidents = [incident('shop', 'incidents', 'C1:1'), incident('mail', 'support', 'C2:2')];
  const conversations = [
    message('C1', '1', 'SEV2: shop', 'Dana is on it.'),
    message('C2', '2', 'Customers may notice'),
  ];
  const texts = narrated((narrator) => {
    narrator.acts({ minute: 1, who: 'Dana', does: 'acknowledge', incident: 'shop' }, timeOf(EVENING));
    narrator.heard({ incidents, conversations, tickets: [] } as never, timeOf(EVENING));
    conversations[1]!.text = 'It works again';
    narrator.heard({ incidents, conversations, tickets: [] } as never, timeOf(EVENING));
  });
  expect(texts).toEqual([
    'shop: Dana acknowledges the incident',
    'Slack #incidents: SEV2: shop',
    'Slack #incidents, thread about shop: Dana is on it.',
    'Slack #support: Customers may notice',
    'Slack #support, edited: It works again',
  ]);
});
