import { rejected, retryLater, unknown } from '../../lib/model/contracts/target-result';
import { composeDocument } from '../../lib/model/wording';
import { EVENING, ID, LEASE_MS, notes, setting } from '../support/delivery';
import { incident, START } from '../support/incidents';

describe('bringing a target to a revision', () => {
  it('creates once, edits, and tells each change of state in one note', async () => {
    const { target, to } = setting();
    const written = [];
    for (const revision of [1, 2, 3, 4, 5, 6]) written.push(await to(revision));
    expect(written[0]).toEqual({ writes: ['create'], seconds: 0 });
    expect(written[1]).toMatchObject({ writes: ['edit', 'note'] });
    expect(target.objects).toHaveLength(1);
    expect(target.objects[0]!.document).toEqual(composeDocument(ID, incident(...EVENING), 'engineers'));
    expect(notes(target)).toEqual([`${ID}:r2-2`, `${ID}:r3-5`, `${ID}:r6-6`]);
  });

  it('covers everything unseen in one edit and one note when messages were late', async () => {
    const { target, to } = setting();
    await to(1);
    await to(6);
    expect(target.calls).toEqual(['create', 'edit', 'note']);
    expect(notes(target)).toEqual([`${ID}:r2-6`]);
  });

  it('does nothing for a stale or repeated message', async () => {
    const { target, to } = setting();
    await to(6);
    const calls = target.calls.length;
    expect(await to(6)).toEqual({ writes: [] });
    expect(await to(2)).toEqual({ writes: [] });
    expect(target.calls).toHaveLength(calls);
  });

  it('waits for the lease that another worker holds', async () => {
    const { deliveries, to, target } = setting();
    await deliveries.lease(ID, 'incidents');
    expect(await to(1)).toMatchObject({ retryAfterSeconds: LEASE_MS / 1000, reason: 'leased' });
    expect(target.calls).toEqual([]);
  });

  it('takes over from a worker that died, after its lease has ended', async () => {
    const { deliveries, to, target, pass } = setting();
    await deliveries.lease(ID, 'incidents');
    pass(LEASE_MS / 1000 + 1);
    expect(await to(1)).toMatchObject({ writes: ['create'] });
    expect(target.objects).toHaveLength(1);
  });

  it('adopts what was created when the answer got lost', async () => {
    const { target, untilDone } = setting();
    target.plan.push('commitThenSilence');
    expect(await untilDone(1)).toEqual([15]);
    expect(target.objects).toHaveLength(1);
    expect(target.calls).toEqual(['create', 'find', 'edit']);
  });

  it('looks twice and waits for the deadline before it creates anyway', async () => {
    const { target, untilDone } = setting();
    target.plan.push(unknown('network', 'connection reset'));
    const waits = await untilDone(1);
    expect(waits).toEqual([15, 45, 240]);
    expect(target.calls).toEqual(['create', 'find', 'find', 'find', 'create']);
    expect(target.objects).toHaveLength(1);
  });

  it('creates in the end although it may not look', async () => {
    const { target, untilDone } = setting();
    const forbidden = rejected('auth', 'missing_scope');
    target.plan.push(unknown('network', 'connection reset'), forbidden, forbidden, forbidden);
    expect(await untilDone(1)).toEqual([15, 45, 240]);
    expect(target.objects).toHaveLength(1);
  });

  it('finds with patience what the other side shows late', async () => {
    const { target, untilDone } = setting();
    target.plan.push('commitThenSilence');
    target.visibleFrom = START + 50_000;
    expect(await untilDone(1)).toEqual([15, 45]);
    expect(target.objects).toHaveLength(1);
  });

  it('adopts a note whose answer got lost instead of repeating it', async () => {
    const { target, to, untilDone } = setting();
    await to(1);
    target.plan.push(undefined, 'commitThenSilence');
    expect(await untilDone(2)).toEqual([15]);
    expect(notes(target)).toEqual([`${ID}:r2-2`]);
  });

  it('waits as long as the target asks, without looking for what was certainly not created', async () => {
    const { target, untilDone } = setting();
    target.plan.push(retryLater(120, 'rateLimited', '429'));
    expect(await untilDone(1)).toEqual([120]);
    expect(target.calls).toEqual(['create', 'create']);
  });

  it('sends a note again that was certainly not sent', async () => {
    const { target, to, untilDone } = setting();
    await to(1);
    target.plan.push(undefined, retryLater(30, 'rateLimited', '429'));
    expect(await untilDone(2)).toEqual([30]);
    expect(notes(target)).toEqual([`${ID}:r2-2`]);
  });

  it('makes a refusal visible in the ledger and does not repeat it', async () => {
    const refused = jest.spyOn(console, 'error').mockImplementation();
    const { target, deliveries, to } = setting();
    target.plan.push(rejected('clientError', 'invalid_blocks'));
    expect(await to(1)).toEqual({ writes: [] });
    expect(await to(1)).toEqual({ writes: [] });
    expect(target.calls).toEqual(['create']);
    expect((await deliveries.rows(ID, 'incidents')).object).toMatchObject({ phase: 'rejected', why: 'invalid_blocks' });
    expect(refused).toHaveBeenCalledTimes(1);
    refused.mockRestore();
  });

  it('says how long people waited for a revision, and not how long for its repetition', async () => {
    const { to, pass } = setting();
    pass(7);
    expect(await to(1)).toMatchObject({ seconds: 7 });
    expect(await to(1)).toEqual({ writes: [] });
  });

  it('tries again with a token that was refused, which is never final', async () => {
    const refused = jest.spyOn(console, 'error').mockImplementation();
    const { target, to, pass } = setting();
    target.plan.push(rejected('auth', 'token_revoked'));
    const outcome = await to(1);
    expect(outcome).toMatchObject({ retryAfterSeconds: 60, reason: 'refused' });
    expect(refused).toHaveBeenCalledWith(expect.objectContaining({ reason: 'auth' }));
    pass(60);
    expect(await to(1)).toMatchObject({ writes: ['create'] });
    refused.mockRestore();
  });

  it('tries again what was refused when a person asks', async () => {
    const refused = jest.spyOn(console, 'error').mockImplementation();
    const { target, to } = setting();
    target.plan.push(rejected('gone', 'channel_not_found'));
    await to(1);
    expect(await to(1)).toEqual({ writes: [] });
    expect(await to(1, { force: true })).toMatchObject({ writes: ['create'] });
    target.plan.push(undefined, rejected('clientError', 'msg_too_long'));
    await to(2);
    expect(notes(target)).toEqual([]);
    expect(await to(2, { force: true })).toMatchObject({ writes: ['note'] });
    refused.mockRestore();
  });

  it('respects that somebody deleted the object until a person asks for it', async () => {
    const refused = jest.spyOn(console, 'error').mockImplementation();
    const { target, to } = setting();
    await to(1);
    target.objects.length = 0;
    target.plan.push(rejected('gone', 'message_not_found'));
    await to(2);
    expect(target.objects).toEqual([]);
    expect(target.calls).toEqual(['create', 'edit']);
    target.plan.push(rejected('gone', 'message_not_found'));
    expect(await to(2, { force: true })).toMatchObject({ writes: ['create'] });
    expect(target.objects).toHaveLength(1);
    refused.mockRestore();
  });

  it('does not call a target that it may not call, and says until when', async () => {
    const { target, deliveries, to } = setting();
    const wait = { retryAfterSeconds: 40, reason: 'breakerOpen', why: 'it failed too often lately' } as const;
    expect(await to(1, { admit: async () => wait })).toEqual(wait);
    expect(target.calls).toEqual([]);
    const { object } = await deliveries.rows(ID, 'incidents');
    expect(object).toMatchObject({ leaseUntil: 0, waitsUntil: START + 40_000, retries: 0 });
    expect(await to(1)).toMatchObject({ writes: ['create'] });
  });

  it('does not ask whether it may call when there is nothing to say', async () => {
    const { to } = setting();
    await to(1);
    const admit = jest.fn();
    expect(await to(1, { admit })).toEqual({ writes: [] });
    expect(admit).not.toHaveBeenCalled();
  });

  it('takes note of a revision that changes nothing for its readers, without a call', async () => {
    const { target, deliveries, to } = setting();
    await to(1);
    const again = { ...incident(...EVENING.slice(0, 1)), revision: 2 };
    const admit = jest.fn();
    expect(await to(1, { state: Promise.resolve(again), admit })).toEqual({ writes: [] });
    expect([admit.mock.calls.length, target.calls]).toEqual([0, ['create']]);
    const { object } = await deliveries.rows(ID, 'incidents');
    expect(object).toMatchObject({ doneRevision: 2, settledRevision: 2, phase: 'done' });
  });

  it('tells of an unreachable place and takes the notice away again, at the same revision and without a note', async () => {
    const { target, deliveries, to, pass } = setting();
    const slack = [{ label: 'Slack', since: START + 10 * 60_000 }];
    await to(1);
    expect(await to(1, { unreachable: Promise.resolve(slack) })).toEqual({ writes: ['edit'] });
    const shown = () => target.objects[0]!.document.paragraphs.join('\n');
    expect(shown()).toContain('Slack has been unreachable since 14 Nov, 21:10 (Europe/Paris)');
    expect((await deliveries.rows(ID, 'incidents')).object!.notice).toBe(`Slack@${slack[0]!.since}`);
    pass(30);
    expect(await to(1)).toEqual({ writes: ['edit'] });
    expect(shown()).not.toContain('Slack');
    expect(notes(target)).toEqual([]);
  });

  it('reads a row that an older version wrote', async () => {
    const { table, target, deliveries, to } = setting();
    await to(1);
    const { object } = await deliveries.rows(ID, 'incidents');
    const { settledRevision: _, waitsUntil: _w, checks: _c, notice: _n, ...old } = object!;
    await table.put(old, { kind: 'equals', attribute: 'fence', value: object!.fence });
    expect(await to(2)).toMatchObject({ writes: ['edit', 'note'] });
    expect((await deliveries.rows(ID, 'incidents')).object).toMatchObject({
      settledRevision: 2,
      checks: [],
      notice: '',
    });
    expect(target.objects).toHaveLength(1);
  });
});
