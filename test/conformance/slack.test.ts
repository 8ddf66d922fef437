import { FakeSlack } from '../../lib/local/fakes/slack';
import { Bench, document, incident, value, write } from './bench';
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

  it('goes on where its message is after the channel in its settings has changed', async () => {
    const id = incident();
    const ref = await bench.create(id);
    const moved = bench.targetAt(bench.network.url, 'C0NEW');
    value(await moved.edit(ref, document({ title: 'still here' }), write(id, 2)));
    value(await moved.note(ref, { paragraphs: ['and here'] }, write(id, 2, 2)));
    expect(value(await moved.find(id, { since: Date.now(), ref }))).toMatchObject({ revision: 2, notes: [{}] });
    expect(slack.objects()).toMatchObject([{ id: ref.id, notes: ['and here'] }]);
  });

  it('deletes its own words of a duplicate and leaves those of people', async () => {
    const id = incident();
    const [kept, duplicate] = [await bench.create(id), await bench.create(id)];
    value(await bench.target.note(duplicate, { paragraphs: ['our note'] }, write(id, 2, 2)));
    slack.reply(duplicate.id, 'I am looking into it');
    value(await bench.target.remove(duplicate, kept, id));
    expect(slack.objects().map((object) => object.id)).toEqual([kept.id]);
    expect(slack.texts()).toContain('I am looking into it');
    expect(slack.texts().join()).not.toContain('our note');
  });

  const PNG = Buffer.from('any bytes: nobody looks at them');

  it('shows the picture with its words, and refuses one that it does not know', async () => {
    const id = incident();
    const ref = await bench.create(id);
    const { imageId } = value(await bench.target.attach!(ref, PNG, 'bad requests', write(id, 1)));
    value(await bench.target.edit(ref, document(), write(id, 2), { id: imageId, alt: 'bad requests' }));
    expect(slack.objects()[0]!.text).toContain('[PICTURE bad requests]');
    expect(await bench.target.edit(ref, document(), write(id, 3), { id: 'F0UNKNOWN0', alt: '' })).toMatchObject({
      outcome: 'rejected',
      reason: 'clientError',
    });
  });

  it('may show a picture later that Slack has not processed yet', async () => {
    const id = incident();
    const ref = await bench.create(id);
    const picture = { id: value(await bench.target.attach!(ref, PNG, '', write(id, 1))).imageId, alt: '' };
    slack.files.areSlow = true;
    const early = await bench.target.edit(ref, document(), write(id, 2), picture);
    expect(early).toMatchObject({ outcome: 'rejected', reason: 'clientError' });
    slack.files.areSlow = false;
    value(await bench.target.edit(ref, document(), write(id, 2), picture));
  });

  it('hands no picture over where it would travel in clear', async () => {
    const upload_url = 'http://files.example/upload';
    const body = JSON.stringify({ ok: true, upload_url, file_id: 'F000000001' });
    bench.network.next(/getUploadURLExternal/, { kind: 'status', status: 200, body });
    const id = incident();
    expect(await bench.target.attach!(await bench.create(id), PNG, '', write(id, 1))).toMatchObject({
      outcome: 'rejected',
      why: expect.stringContaining('https'),
    });
  });

  it('says to the whole channel what is urgent, and does not take it for a second message', async () => {
    const id = incident();
    const ref = await bench.create(id);
    value(await bench.target.note(ref, { paragraphs: ['in the thread'] }, write(id, 2, 2)));
    value(await bench.target.note(ref, { paragraphs: ['nobody has answered'], urgent: true }, write(id, 3, 3)));
    expect(slack.broadcasts()).toEqual(['nobody has answered']);
    expect(await bench.find(id)).toMatchObject({ ref: { id: ref.id }, notes: [{}, {}], duplicates: [] });
  });

  it('says nothing to the whole channel where its message was deleted', async () => {
    const id = incident();
    const ref = await bench.create(id);
    slack.remove(ref.id);
    const said = await bench.target.note(ref, { paragraphs: ['It works again.'] }, write(id, 2, 2));
    expect(said).toMatchObject({ outcome: 'rejected', reason: 'gone' });
    expect(slack.objects()).toEqual([]);
    expect(await bench.find(id)).toBeUndefined();
  });

  it('shows buttons where somebody answers them, and nowhere else', async () => {
    const actions = [{ command: 'acknowledge' as const, label: 'I am on it', primary: true }];
    const [silent, answered] = [incident(), incident()];
    await bench.create(silent, document({ actions }));
    const settings = { channel: FakeSlack.CHANNEL, apiUrl: `${bench.network.url}/api`, actions: 'on' };
    const target = bench.targetWith(settings);
    const ref = value(await target.create(document({ actions }), write(answered, 1)));
    const shown = slack.objects().map(({ text }) => text.includes('I am on it'));
    expect(shown).toEqual([false, true]);
    value(await target.edit(ref, document({ actions: [] }), write(answered, 2)));
    expect(slack.objects()[1]!.text).not.toContain('I am on it');
  });

  it('keeps channel and time stamp as they came', async () => {
    const ref = await bench.create(incident());
    expect(ref.id).toMatch(new RegExp(`^${FakeSlack.CHANNEL}:\\d+\\.\\d{6}$`));
  });
});
