import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakePagerDuty } from '../../../lib/local/fakes/pagerduty';

const KEY = '0123456789abcdef0123456789abcdef';
const payload = { summary: 'It burns', source: 'shop', severity: 'critical' };
const trigger = { routing_key: KEY, event_action: 'trigger', dedup_key: 'slo-inc-1-1', payload };

describe('the strict PagerDuty', () => {
  let now = 0;
  let pagerduty: FakePagerDuty;
  beforeEach(async () => {
    pagerduty = await FakePagerDuty.start(() => now);
    pagerduty.tokens = new Set([KEY]);
  });
  afterEach(() => pagerduty.stop());

  const send = async (event: object, path = '/v2/enqueue') => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${pagerduty.url}${path}`, { method: 'POST', headers, body: JSON.stringify(event) });
    const body = (await response.json()) as { errors: string[] };
    return { status: response.status, body };
  };

  it('takes an event and says that it is accepted', async () => {
    const body = { status: 'success', message: 'Event processed', dedup_key: 'slo-inc-1-1' };
    expect(await send(trigger)).toEqual({ status: 202, body });
  });

  it.each([
    ['a short key', { routing_key: 'abc' }, "Length of 'routing_key' is incorrect (should be 32 characters)"],
    [
      'a key with other characters',
      { routing_key: `${KEY.slice(1)}-` },
      "'routing_key' cannot contain non-alphanumeric",
    ],
    ['a key of nobody', { routing_key: KEY.replace('0', 'f') }, 'Invalid routing key'],
    ['another action', { event_action: 'close' }, "'event_action'"],
    ['256 characters as key', { dedup_key: 'x'.repeat(256) }, "'dedup_key' is too long"],
    ['no key where one must be', { event_action: 'resolve', dedup_key: undefined }, "'dedup_key' is missing"],
    ['no summary', { payload: { ...payload, summary: '' } }, "'payload.summary' is missing"],
    ['1025 characters', { payload: { ...payload, summary: 'x'.repeat(1025) } }, "'payload.summary' is too long"],
    ['no source', { payload: { ...payload, source: undefined } }, "'payload.source' is missing"],
    ['another severity', { payload: { ...payload, severity: 'sev1' } }, "'payload.severity'"],
    ['a link to nowhere', { links: [{ href: 'javascript:x' }] }, "'links.href'"],
    ['512,001 bytes', { payload: { ...payload, custom_details: { x: 'x'.repeat(512_000) } } }, 'larger than 512000'],
  ])('refuses %s', async (_, change, error) => {
    const { status, body } = await send({ ...trigger, ...change });
    expect(status).toBe(400);
    expect(body).toMatchObject({ status: 'invalid event', message: 'Event object is invalid' });
    expect(body.errors[0]).toContain(error);
    expect(pagerduty.calls).toBe(0);
  });

  it('knows no other place', async () => {
    expect((await send(trigger, '/v2/elsewhere')).status).toBe(404);
  });

  it('makes one alert of one key while it is open, and another one after its end', async () => {
    await send(trigger);
    await send(trigger);
    expect(pagerduty.calls).toBe(1);
    await send({ routing_key: KEY, event_action: 'resolve', dedup_key: 'slo-inc-1-1' });
    await send(trigger);
    expect(pagerduty.objects().map(({ isClosed }) => isClosed)).toEqual([true, false]);
  });

  it.each(['acknowledge', 'resolve'])('takes "%s" of what is not open, and does nothing', async (event_action) => {
    expect((await send({ routing_key: KEY, event_action, dedup_key: 'nobody' })).status).toBe(202);
    expect(pagerduty.objects()).toEqual([]);
  });

  it('throttles, and takes events again a minute later', async () => {
    pagerduty.perMinute = 1;
    const answers = [await send(trigger), await send(trigger)];
    now += 60_000;
    answers.push(await send(trigger));
    expect(answers.map(({ status }) => status)).toEqual([202, 429, 202]);
  });

  it('tells again, in the same words, what nobody took', async () => {
    const heard: string[] = [];
    const listener = createServer(async (incoming, outgoing) => {
      let text = '';
      for await (const chunk of incoming) text += chunk;
      heard.push(text);
      outgoing.writeHead(heard.length === 1 ? 502 : 200).end();
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as AddressInfo;
    pagerduty.callbacks = { url: `http://127.0.0.1:${port}/`, signingSecret: 'pd-secret' };
    await send(trigger);
    await pagerduty.told();
    for (let times = 0; times < 2; times += 1) await pagerduty.tellAgain();
    listener.close();
    expect(heard).toEqual([heard[0], heard[0]]);
  });

  it('tells of what anybody does, signed, and says who did it', async () => {
    const heard: { signature: string; text: string }[] = [];
    const listener = createServer(async (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString('utf8');
      heard.push({ signature: String(incoming.headers['x-pagerduty-signature']), text });
      outgoing.end();
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    pagerduty.callbacks = {
      url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`,
      signingSecret: 'pd-secret',
    };
    await send(trigger);
    await pagerduty.acknowledge('slo-inc-1-1', 'Sam');
    await pagerduty.comment('slo-inc-1-1', 'Looking');
    await send({ routing_key: KEY, event_action: 'resolve', dedup_key: 'slo-inc-1-1' });
    await pagerduty.change('slo-inc-1-1', { state: 'open' });
    await pagerduty.change('slo-inc-1-1', { state: 'closed' });
    await pagerduty.told();
    listener.close();
    for (const { signature, text } of heard)
      expect(signature).toBe(`v1=${createHmac('sha256', 'pd-secret').update(text).digest('hex')}`);
    const events = heard.map(({ text }) => JSON.parse(text).event);
    expect(events.map(({ event_type, agent }) => [event_type, agent.type])).toEqual([
      ['incident.triggered', 'inbound_integration_reference'],
      ['incident.acknowledged', 'user_reference'],
      ['incident.annotated', 'user_reference'],
      ['incident.resolved', 'inbound_integration_reference'],
      ['incident.reopened', 'user_reference'],
      ['incident.resolved', 'user_reference'],
    ]);
    expect(events[1]).toMatchObject({
      agent: { summary: 'Sam' },
      data: { incident_key: 'slo-inc-1-1', status: 'acknowledged' },
    });
    expect(new Set(events.map(({ id }) => id)).size).toBe(6);
  });
});
