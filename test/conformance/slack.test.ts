import { Bench, incident } from './bench';
import { FakeSlack } from './fakes/slack';
import { KINDS } from './kinds';

const slackKind = KINDS.find(({ kind }) => kind === 'slack')!;

describe('Slack only', () => {
  let bench: Bench;
  let slack: FakeSlack;
  beforeEach(async () => {
    const started = await Bench.strict(slackKind);
    bench = started.bench;
    slack = started.vendor as FakeSlack;
  });
  afterEach(() => bench.stop());

  it('is not led astray by metadata of other apps in the channel', async () => {
    const id = incident();
    slack.say('another app', { event_type: 'deploy', event_payload: { incident_id: 7 } });
    slack.say('an app that poses', { event_type: 'deploy', event_payload: { incident_id: id, marker: `${id}:r1-9` } });
    slack.say('a broken one', 'text');
    expect(await bench.find(id)).toBeUndefined();
    const ref = await bench.create(id);
    expect(await bench.find(id)).toMatchObject({ ref: { id: ref.id }, revision: 1 });
  });

  it('keeps channel and time stamp as they came', async () => {
    const ref = await bench.create(incident());
    expect(ref.id).toMatch(new RegExp(`^${FakeSlack.CHANNEL}:\\d+\\.\\d{6}$`));
  });
});
