import { descriptionOf } from '../../lambda/targets/servicenow-text';
import type { FakeServiceNow } from '../../lib/local/fakes/servicenow';
import { Bench, document, hostileDocument, incident, SECRET, value, write } from './bench';
import { serviceNow as kind } from './kinds/servicenow';

const GROUP = '287ebd7da9fe198100f92cc8d1d2154e';

describe('ServiceNow only', () => {
  let bench: Bench;
  let instance: FakeServiceNow;
  beforeEach(async () => {
    const started = await Bench.strict(kind);
    bench = started.bench;
    instance = started.vendor as FakeServiceNow;
  });
  afterEach(() => bench.stop());

  const with_ = (change: Record<string, string>) => bench.targetWith({ apiUrl: bench.network.url, ...change });
  const callsOf = async (work: () => Promise<unknown>) => {
    const before = bench.network.calls.length;
    await work();
    return bench.network.calls.slice(before).map((call) => call.split(' ')[0]);
  };

  it('files a record that says who it is and how bad it is', async () => {
    const id = incident();
    const { id: sysId, url } = await bench.create(id, document({ priority: 'P2' }));
    expect(instance.row(sysId)).toMatchObject({
      correlation_id: `slo-${id}`,
      correlation_display: `cdk-slo ${id}:r1-1`,
      short_description: 'SEV2: shop: 2 promises are not kept',
      state: '1',
      priority: '2',
      contact_type: 'monitoring',
    });
    expect(url).toBe(`${bench.network.url}/incident.do?sys_id=${sysId}`);
  });

  it.each([
    ['sev1', 'P1', '1'],
    ['sev2', 'P2', '2'],
    ['sev3', 'P3', '3'],
    ['info', 'P4', '4'],
  ] as const)('makes %s and %s priority %s by impact and urgency', async (severity, priority, expected) => {
    const bySeverity = await bench.create(incident(), document({ severity }));
    const byPriority = await bench.create(incident(), document({ severity: 'info', priority }));
    for (const { id } of [bySeverity, byPriority]) expect(instance.row(id).priority).toBe(expected);
  });

  it('gives it to the group and fills the fields that the instance asks for, once', async () => {
    instance.mandatory = ['caller_id'];
    const target = with_({ assignmentGroup: GROUP, fields: '{"caller_id":"beth","category":"software"}' });
    const id = incident();
    const ref = value(await target.create(document(), write(id, 1)));
    expect(instance.row(ref.id)).toMatchObject({ assignment_group: GROUP, caller_id: 'beth', category: 'software' });
    instance.set(ref.id, { assignment_group: 'another', category: 'network' });
    value(await target.edit(ref, document({ title: 'other' }), write(id, 2)));
    expect(instance.row(ref.id)).toMatchObject({ assignment_group: 'another', category: 'network' });
  });

  it('says which fields the instance asks for, and takes no password for the cause', async () => {
    instance.mandatory = ['caller_id'];
    const refused = await bench.target.create(document(), write(incident(), 1));
    expect(refused).toMatchObject({ outcome: 'rejected', reason: 'clientError' });
    expect(refused).toMatchObject({ why: expect.stringContaining('mandatory: caller_id') });
    expect(bench.asked).not.toContain(true);
  });

  it('takes one call to create, two to edit, one for a note', async () => {
    const id = incident();
    const ref = await bench.create(id);
    expect(await callsOf(() => bench.target.create(document({ status: 'resolved' }), write(id, 1)))).toEqual(['POST']);
    expect(await callsOf(() => bench.target.edit(ref, document(), write(id, 2)))).toEqual(['GET', 'PATCH']);
    expect(await callsOf(() => bench.target.note(ref, { paragraphs: ['.'] }, write(id, 2, 2)))).toEqual(['PATCH']);
  });

  it('resolves with the code and the notes that the instance wants', async () => {
    const target = with_({ resolvedState: '6', closeCode: 'Workaround provided', closeNotes: 'See the timeline.' });
    const ref = value(await target.create(document({ status: 'resolved' }), write(incident(), 1)));
    expect(instance.row(ref.id)).toMatchObject({
      state: '6',
      close_code: 'Workaround provided',
      close_notes: 'See the timeline.',
    });
  });

  describe('what people change', () => {
    const left = { title: 'SEV2: shop: 2 promises are not kept', priority: '2/1', state: 'open' } as const;

    it('is what the look-up compares: the fields of a new record are those that it wanted', async () => {
      const ref = await bench.create(incident(), document({ title: `  ${'\u{1F9E3} '.repeat(200)}` }));
      const long = instance.objects().find(({ id }) => id === ref.id)!.fields;
      expect(bench.target.fields!(document({ title: `  ${'\u{1F9E3} '.repeat(200)}` }))).toEqual(long);
    });

    it('stays: title, impact and urgency; the text is ours', async () => {
      const id = incident();
      const ref = await bench.create(id);
      await instance.change(ref.id, { title: 'a better title', priority: '3/3' });
      const worse = document({ title: 'SEV1: shop', priority: 'P1', paragraphs: ['It is worse.'] });
      value(await bench.target.edit(ref, worse, { ...write(id, 2), ours: [left] }));
      expect(instance.row(ref.id)).toMatchObject({ short_description: 'a better title', impact: '3', urgency: '3' });
      expect(instance.row(ref.id).description).toContain('It is worse.');
    });

    it('stays while open: In Progress and On Hold', async () => {
      const id = incident();
      const ref = await bench.create(id);
      for (const state of ['2', '3']) {
        instance.set(ref.id, { state });
        value(await bench.target.edit(ref, document({ title: state }), { ...write(id, 2), ours: [left] }));
        expect(instance.row(ref.id).state).toBe(state);
      }
      const over = document({ status: 'resolved' });
      value(await bench.target.edit(ref, over, { ...write(id, 3), ours: [left] }));
      expect(instance.row(ref.id).state).toBe('6');
    });

    it('stays resolved when a person did it, and stays open when a person opened it again', async () => {
      const id = incident();
      const ref = await bench.create(id);
      await instance.change(ref.id, { state: 'closed' });
      value(await bench.target.edit(ref, document({ title: 'still' }), { ...write(id, 2), ours: [left] }));
      expect(instance.row(ref.id)).toMatchObject({ state: '6', short_description: 'still' });
      await instance.change(ref.id, { state: 'open' });
      const ours = [{ ...left, state: 'closed' }];
      value(await bench.target.edit(ref, document({ status: 'resolved' }), { ...write(id, 3), ours }));
      expect(instance.row(ref.id).state).toBe('2');
    });

    it.each(['7', '8'])('ends it for good: nothing is written to what is in state %s', async (state) => {
      const id = incident();
      const ref = await bench.create(id);
      instance.set(ref.id, { state });
      const gone = { outcome: 'rejected', reason: 'gone' };
      expect(await callsOf(() => bench.target.edit(ref, document(), write(id, 2)))).toEqual(['GET']);
      expect(await bench.target.edit(ref, document(), write(id, 2))).toMatchObject(gone);
      expect(await bench.target.note(ref, { paragraphs: ['.'] }, write(id, 2, 2))).toMatchObject(gone);
      expect(await bench.find(id)).toMatchObject({ ref: { id: ref.id }, revision: 1 });
    });
  });

  it('takes no missing role for a closed record', async () => {
    const id = incident();
    const ref = await bench.create(id);
    instance.role = 'read';
    const auth = { outcome: 'rejected', reason: 'auth' };
    expect(await bench.target.note(ref, { paragraphs: ['.'] }, write(id, 2, 2))).toMatchObject(auth);
    expect(await bench.target.create(document(), write(incident(), 1))).toMatchObject(auth);
  });

  it('believes no record of others when its query was ignored', async () => {
    await bench.create(incident());
    const everything = JSON.stringify({ result: [{ sys_id: GROUP, correlation_id: 'slo-inc-other' }] });
    bench.network.next(/^GET/, { kind: 'status', status: 200, body: everything });
    expect(await bench.target.find(incident(), { since: 0 })).toMatchObject({
      outcome: 'retryLater',
      reason: 'badAnswer',
    });
  });

  it.each(['inc-1^active=true', 'inc-1^NQsys_idISNOTEMPTY', '', 'INC0010001'])(
    'puts no incident into a query that is none: %j',
    async (id) => {
      await expect(bench.target.find(id, { since: 0 })).rejects.toThrow(RangeError);
      await expect(bench.target.create(document(), write(id, 1))).rejects.toThrow(RangeError);
      expect(bench.network.calls).toEqual([]);
    },
  );

  it('makes no HTML, mentions nobody and forges no marker with text from outside', async () => {
    const id = incident();
    const forged = `[slo:${id}:r2-9]`;
    const hostile = `[code]<img src=x>[/code] @[${GROUP}:Beth]\n${forged}\n\n2026-11-22 10:06:00 - Sam (Work notes)\nmore`;
    const ref = await bench.create(id, document({ paragraphs: [hostile], status: 'resolved', title: hostile }));
    value(await bench.target.note(ref, { paragraphs: [hostile] }, write(id, 2, 2)));
    const [{ notes }] = instance.objects() as [ReturnType<FakeServiceNow['objects']>[number]];
    for (const shown of [instance.row(ref.id).description, instance.row(ref.id).close_notes, ...notes])
      expect(shown).not.toMatch(/\[code|\[\/code|@\[/i);
    expect((await bench.find(id))!.notes.map(({ marker }) => marker)).toEqual([`${id}:r2-2`]);
  });

  it('leaves out links that find no room, the longest first: an address that is cut leads nowhere', async () => {
    const logs = `https://console.example/logs?${'x'.repeat(1500)}`;
    const links = ['runbook', 'dashboard'].map((name) => ({ label: name, url: `https://shop.example/${name}` }));
    const paragraphs = ['broken '.repeat(400)];
    const ref = await bench.create(
      incident(),
      document({ paragraphs, links: [links[0]!, { label: 'Logs', url: logs }, links[1]!] }),
    );
    const { description } = instance.row(ref.id)!;
    for (const { url } of links) expect(description).toContain(url);
    expect(description).not.toContain('console.example');
  });

  it('does not write endless words out once for each link', () => {
    const before = process.cpuUsage();
    descriptionOf(hostileDocument(incident()));
    // 30 ms once, a second and more for thirty links.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(400);
  });

  it('finds notes below those of people', async () => {
    const id = incident();
    const ref = await bench.create(id);
    value(await bench.target.note(ref, { paragraphs: ['ours'] }, write(id, 2, 2)));
    await instance.comment(ref.id, 'somebody looks at it');
    expect((await bench.find(id))!.notes).toEqual([{ marker: `${id}:r2-2`, ref: expect.anything() }]);
  });

  it('resolves a duplicate, points at the kept one, and leaves alone what was closed for good', async () => {
    const id = incident();
    const [kept, duplicate, closed] = [await bench.create(id), await bench.create(id), await bench.create(id)];
    instance.set(closed.id, { state: '7' });
    expect((await bench.find(id))!.duplicates.map((ref) => ref.id)).toEqual([duplicate.id]);
    value(await bench.target.remove(duplicate, kept, id));
    value(await bench.target.remove(closed, kept, id));
    expect(instance.row(duplicate.id)).toMatchObject({ state: '6', correlation_id: '' });
    expect(instance.row(duplicate.id).close_notes).toContain(kept.url);
  });

  describe('with OAuth', () => {
    const secret = { clientId: 'client', clientSecret: SECRET };
    const oauth = () => bench.targetWith({ apiUrl: bench.network.url, oauth: 'on' });
    let values: jest.SpyInstance;
    beforeEach(() => {
      values = jest.spyOn(kind, 'secret').mockImplementation((clientSecret) => ({ ...secret, clientSecret }));
    });
    afterEach(() => values.mockRestore());

    it('asks for one token for many calls', async () => {
      const target = oauth();
      const id = incident();
      const calls = await callsOf(async () => {
        const ref = value(await target.create(document(), write(id, 1)));
        value(await target.edit(ref, document({ title: 'other' }), write(id, 2)));
      });
      expect(calls).toEqual(['POST', 'POST', 'GET', 'PATCH']);
      expect(instance.objects()).toMatchObject([{ fields: { title: 'other' } }]);
    });

    it('asks for another one when it was ended, once', async () => {
      const target = oauth();
      value(await target.create(document(), write(incident(), 1)));
      instance.access.revoke();
      const id = incident();
      expect(await callsOf(() => target.create(document(), write(id, 1)))).toEqual(['POST', 'POST', 'POST']);
      expect(instance.objects()).toHaveLength(2);
    });

    it('says that the credentials are wrong, without them', async () => {
      bench.secret = { kept: 'wrong-and-secret', fresh: 'wrong-and-secret' };
      const refused = await oauth().create(document(), write(incident(), 1));
      expect(refused).toMatchObject({ outcome: 'rejected', reason: 'auth' });
      expect(JSON.stringify(refused)).not.toContain('wrong-and-secret');
      expect(instance.objects()).toEqual([]);
    });

    it('takes a 400 of the token endpoint for wrong credentials, as RFC 6749 has it', async () => {
      bench.network.next(/oauth_token/, { kind: 'status', status: 400, body: '{"error":"invalid_client"}' });
      const refused = await oauth().create(document(), write(incident(), 1));
      expect(refused).toMatchObject({ outcome: 'rejected', reason: 'auth' });
    });

    it('goes on with rotated credentials', async () => {
      bench.secret = { kept: 'old', fresh: SECRET };
      expect(await oauth().create(document(), write(incident(), 1))).toMatchObject({ outcome: 'ok' });
    });

    it('tries again later when there is no token now', async () => {
      bench.network.next(/oauth_token/, { kind: 'status', status: 503 });
      bench.network.next(/oauth_token/, { kind: 'commitThenDrop' });
      const target = oauth();
      for (const reason of ['serverError', 'network'])
        expect(await target.create(document(), write(incident(), 1))).toMatchObject({ outcome: 'retryLater', reason });
    });
  });
});
