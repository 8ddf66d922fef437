import type { LambdaFunctionURLEvent } from 'aws-lambda';
import { callbackDoor } from '../../lambda/callbacks/door';
import type { Callback } from '../../lib/model/contracts/callback';

const NOW = Date.parse('2026-11-22T09:35:00Z');
const TWO = ['tickets', 'others'];

/** What two targets of one kind are told, whose kind hears the same of every body but what it says of the moment. */
async function idOf(target: string, body: string, apart?: string): Promise<string> {
  const recorded: Callback[] = [];
  const says = { type: 'closed' } as const;
  const kind = {
    signature: () => undefined,
    read: () => ({ at: NOW, object: '17', incident: 'inc-0123456789ab', by: 'sam', says, ...(apart && { apart }) }),
  };
  const listener = (name: string) => ({ target: name, kind, settings: {}, hasSigned: async () => true });
  const door = callbackDoor({
    listeners: new Map(TWO.map((name) => [name, listener(name)])),
    record: async (callback) => void recorded.push(callback),
    now: () => NOW,
  });
  const headers = { 'content-type': 'application/json' };
  const event = { rawPath: `/${target}`, requestContext: { http: { method: 'POST' } }, headers, body };
  expect(await door(event as unknown as LambdaFunctionURLEvent)).toMatchObject({ statusCode: 200 });
  return recorded[0]!.id;
}

beforeEach(() => jest.spyOn(console, 'info').mockReturnValue());
afterEach(() => jest.restoreAllMocks());

it('a callback is the same as another one of the same target and body', async () => {
  expect(await idOf('tickets', '{"a":1}')).toBe(await idOf('tickets', '{"a":1}'));
});

it.each<[string, Parameters<typeof idOf>]>([
  ['another target', ['others', '{"a":1}']],
  ['another body', ['tickets', '{"a":2}']],
  ['another moment, where the body does not tell it', ['tickets', '{"a":1}', '2026-11-22T09:35:00Z']],
])('a callback is another one with %s', async (_what, other) => {
  expect(await idOf(...other)).not.toBe(await idOf('tickets', '{"a":1}'));
});
