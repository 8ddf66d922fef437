import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KillPlan } from '../../lib/local';
import { lonelyFunction, THEN } from './bundle';

/** What arrived at the other side. */
let done: string[] = [];
let server: Server;
let address: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => {
      done.push(`${request.method} ${request.url}`);
      response.write('begun, ');
      // The answer takes its time: who dies at its first byte has not seen the rest.
      setTimeout(() => response.end('done'), 20);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  done = [];
});

/** Calls with node:http first, as the AWS SDK does, and then with fetch, as targets do; logs what it has seen. */
const source = () => `
  import http from 'node:http';
  const agent = new http.Agent({ keepAlive: true });
  const ask = (path) => new Promise((resolve) => {
    http.request('${address}' + path, { method: 'POST', agent }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk)).on('end', () => resolve(text));
    }).end('body');
  });
  export const handler = async () => {
    console.info({ message: 'seen', what: await ask('/1') });
    console.info({ message: 'seen', what: await ask('/2') });
    console.info({ message: 'seen', what: await (await fetch('${address}/3', { method: 'POST', body: 'body' })).text() });
    return 'alive';
  };`;

const calls = ['POST /1', 'POST /2', 'POST /3'];

describe('a function that is killed at a call', () => {
  it.each([
    [{ calls: [1], phase: 'before' }, 0, 0],
    [{ calls: [2], phase: 'before' }, 1, 1],
    [{ calls: [2], phase: 'during' }, 2, 1],
    [{ calls: [2], phase: 'after' }, 2, 1],
    [{ calls: [3], phase: 'before' }, 2, 2],
    [{ calls: [3], phase: 'during' }, 3, 2],
    [{ calls: [3], phase: 'after' }, 3, 2],
    [{ calls: [2, 3], phase: 'after' }, 2, 1],
  ] as const)(
    '%j has done %d calls and seen %d answers, and its successor does all',
    async (plan, arrived, answers) => {
      const plans: (KillPlan | undefined)[] = [plan, undefined];
      const { fn, log } = lonelyFunction(source(), 10, () => plans.shift());
      expect(await fn.invoke({}, THEN)).toEqual({ error: 'Runtime exited: the process ended with SIGKILL' });
      expect(done).toEqual(calls.slice(0, arrived));
      const seen = () => log.filter(({ message }) => message?.message === 'seen');
      expect(seen()).toHaveLength(answers);
      expect(await fn.invoke({}, THEN)).toEqual({ answer: 'alive' });
      expect(seen()).toHaveLength(answers + 3);
      const [killed, made] = ['killed', 'calls made'].map((said) =>
        log.find(({ message }) => message?.message === said),
      );
      expect(killed!.message).toEqual({ message: 'killed', call: plan.calls[0], phase: plan.phase, what: `POST /#` });
      expect(made!.message).toEqual({ message: 'calls made', calls: ['POST /#', 'POST /#', 'POST /#'] });
    },
  );

  it('at a call that it does not make lives', async () => {
    const { fn } = lonelyFunction(source(), 10, () => ({ calls: [4], phase: 'before' }));
    expect(await fn.invoke({}, THEN)).toEqual({ answer: 'alive' });
  });

  it('says nothing of its calls when nobody kills', async () => {
    const { fn, log } = lonelyFunction(source());
    await fn.invoke({}, THEN);
    expect(log.some(({ message }) => message?.message === 'calls made')).toBe(false);
  });
});
