import { FakeGithub } from '../../lib/local/fakes/github';
import { LoopbackServer } from '../../lib/local/loopback-server';
import { FaultyProxy } from '../support/faulty-proxy';

/** By this header an HTTP server says when it closes a connection that nobody uses. */
const CLOSES = 'keep-alive';

it.each<[string, () => Promise<{ url: string; stop(): unknown }>]>([
  ['vendors', () => FakeGithub.start()],
  ['AWS', () => LoopbackServer.start(async (_, response) => void response.end())],
  [
    'the network between',
    async () => {
      const nobody = await FaultyProxy.start('http://127.0.0.1:9');
      await nobody.down('unavailable');
      return nobody;
    },
  ],
])('lose no call of a process that stood still: connections to %s stay open', async (_what, start) => {
  const server = await start();
  const { headers } = await fetch(server.url);
  await server.stop();
  expect(headers.get(CLOSES)).toBeNull();
});
