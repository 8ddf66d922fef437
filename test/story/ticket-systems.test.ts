import { App } from 'aws-cdk-lib';
import { Response } from '../../examples/echarpe/response';
import { TICKET_SYSTEMS as EXAMPLE_SYSTEMS, ticketSystem } from '../../examples/echarpe/tickets';
import { slackChannel } from '../../lib';
import { TICKET_SYSTEMS } from '../../lib/local';
import { PlainResponse, shopForEngineers, synthesized } from '../support/estate';
import { World } from '../support/world';

/** HTTP with tokens, and the SDK of AWS; the conformance suite has every kind before every fault. */
const SHOWN = ['jira', 'opsitems'];

function response(name: string) {
  const targets = [
    slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' }),
    ticketSystem(name).incidents('tickets'),
  ];
  return (app: App) => new PlainResponse(app, 'EcharpeResponse', { targets });
}

it('the example and the runner know the same ticket systems', () => {
  expect([...EXAMPLE_SYSTEMS].sort()).toEqual([...TICKET_SYSTEMS].sort());
});

it.each(EXAMPLE_SYSTEMS)('the example can be declared with %s', (ticket) => {
  expect(() => new Response(new App(), 'EcharpeResponse', { ticket })).not.toThrow();
});

it.each(SHOWN)(
  'an incident is one ticket of %s through template, bundles and target, and closed at its end',
  async (name) => {
    const estate = synthesized(shopForEngineers, response(name));
    const world = await World.start(estate.assembly);
    try {
      await world.alarm('place-order', 'fast', 'ALARM');
      const [open, ...others] = await world.stack.vendors.tickets();
      expect(others).toEqual([]);
      expect(open).toMatchObject({ target: 'tickets', isClosed: false });
      await world.pass(1);
      await world.alarm('text-preview', 'fast', 'ALARM');
      await world.jump(20);
      for (const slo of ['place-order', 'text-preview']) await world.alarm(slo, 'fast', 'OK');
      for (const minutes of [61, 61, 3]) await world.jump(minutes);
      const tickets = await world.stack.vendors.tickets();
      expect(tickets.map(({ name, isClosed }) => [name, isClosed])).toEqual([[open!.name, true]]);
      expect(new Set(tickets[0]!.comments).size).toBe(tickets[0]!.comments.length);
      const { incidents, deliveries } = await world.report();
      expect(deliveries.failed).toBe(0);
      expect(incidents[0]!.targets).toMatchObject([{ state: 'confirmed' }, { name: 'tickets', state: 'confirmed' }]);
      expect(incidents[0]!.targets[1]!.id).toBe(tickets[0]!.id);
    } finally {
      await world.stop();
      estate.remove();
    }
  },
);
