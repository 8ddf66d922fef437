import { App } from 'aws-cdk-lib';
import { Response } from '../../examples/echarpe/response';
import { ShopPromises } from '../../examples/echarpe/shop-promises';
import { TICKET_SYSTEMS as EXAMPLE_SYSTEMS, ticketSystem } from '../../examples/echarpe/tickets';
import { Route, slackChannel } from '../../lib';
import { TICKET_SYSTEMS } from '../../lib/local';
import { PlainResponse, synthesized } from '../support/estate';
import { World } from '../support/world';

/** HTTP with tokens, and the SDK of AWS; the conformance suite has every kind before every fault. */
const SHOWN = ['jira', 'opsitems'];

function response(app: App): PlainResponse {
  const targets = [
    slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' }),
    ...SHOWN.map((name) => ticketSystem(name).incidents(name)),
  ];
  return new PlainResponse(app, 'EcharpeResponse', { targets });
}

function promises(app: App): ShopPromises {
  return new ShopPromises(app, 'EcharpeShopPromises', {
    routes: ['incidents', ...SHOWN].map((name) => Route.always(name)),
  });
}

it('the example and the runner know the same ticket systems', () => {
  expect([...EXAMPLE_SYSTEMS].sort()).toEqual([...TICKET_SYSTEMS].sort());
});

it.each(EXAMPLE_SYSTEMS)('the example can be declared with %s', (ticket) => {
  expect(() => new Response(new App(), 'EcharpeResponse', { ticket })).not.toThrow();
});

it('an incident is one ticket of each through template, bundles and target, and closed at its end', async () => {
  const estate = synthesized(promises, response);
  const world = await World.start(estate.assembly);
  try {
    await world.alarm('place-order', 'fast', 'ALARM');
    const open = await world.stack.vendors.tickets();
    expect(open.map(({ target, isClosed }) => [target, isClosed])).toEqual(SHOWN.map((name) => [name, false]));
    await world.pass(1);
    await world.alarm('text-preview', 'fast', 'ALARM');
    await world.jump(20);
    for (const slo of ['place-order', 'text-preview']) await world.alarm(slo, 'fast', 'OK');
    for (const minutes of [61, 61, 3]) await world.jump(minutes);
    const tickets = await world.stack.vendors.tickets();
    expect(tickets.map(({ name, isClosed }) => [name, isClosed])).toEqual(open.map(({ name }) => [name, true]));
    for (const { comments } of tickets) expect(new Set(comments).size).toBe(comments.length);
    const { incidents, deliveries } = await world.report();
    expect(deliveries.failed).toBe(0);
    const [slack, ...others] = incidents[0]!.targets;
    expect(slack).toMatchObject({ state: 'confirmed' });
    expect(others).toMatchObject(tickets.map(({ target, id }) => ({ name: target, state: 'confirmed', id })));
  } finally {
    await world.stop();
    estate.remove();
  }
});
