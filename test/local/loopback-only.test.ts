import { lonelyFunction, THEN } from './bundle';

/** 192.0.2.0/24 is reserved for documentation (RFC 5737): nobody is there. */
const WAYS: readonly (readonly [string, string])[] = [
  ['http', "http.get('http://192.0.2.1/x').on('error', end)"],
  ['https', "https.get('https://192.0.2.1/x').on('error', end)"],
  [
    'a keep-alive agent, as the AWS SDK has',
    "https.get({ host: '192.0.2.1', path: '/', agent: new https.Agent({ keepAlive: true }) }).on('error', end)",
  ],
  ['http2', "http2.connect('http://192.0.2.1').on('error', end)"],
  ['fetch', "fetch('https://192.0.2.1/').catch(({ cause }) => end(cause))"],
  ['a host name', "fetch('https://sqs.eu-west-3.amazonaws.com/').catch(({ cause }) => end(cause))"],
  ['a socket by port and host', "net.connect(80, '192.0.2.1').on('error', end)"],
  ['a socket by options', "net.connect({ port: 80, host: '192.0.2.1' }).on('error', end)"],
  ['an IPv6 address', "net.connect({ port: 80, host: '2001:db8::1' }).on('error', end)"],
  [
    'a name that begins like this computer',
    "net.connect({ port: 80, host: '127.0.0.1.example.com' }).on('error', end)",
  ],
  ['TLS', "tls.connect(443, '192.0.2.1').on('error', end)"],
];

const SOURCE = `
  import http from 'node:http'; import http2 from 'node:http2'; import https from 'node:https'; import net from 'node:net'; import tls from 'node:tls';
  const ways = { ${WAYS.map(([name, code]) => `${JSON.stringify(name)}: (end) => ${code}`).join(', ')} };
  export const handler = async () => {
    const codes = {};
    for (const [name, go] of Object.entries(ways)) {
      codes[name] = await new Promise((resolve) => { setTimeout(resolve, 2000, 'no answer'); go(({ code }) => resolve(code)); });
    }
    return codes;
  };`;

describe('a function that wants to leave this computer', () => {
  it('is refused on every way out', async () => {
    const { fn } = lonelyFunction(SOURCE, 30);
    const expected = Object.fromEntries(WAYS.map(([name]) => [name, 'ELOCALONLY']));
    expect(await fn.invoke({}, THEN)).toEqual({ answer: expected });
  });

  it('still reaches this computer, by address, by name and by local socket', async () => {
    const { fn } = lonelyFunction(`
      import http from 'node:http'; import net from 'node:net'; import { tmpdir } from 'node:os'; import { join } from 'node:path';
      const listen = (where) => new Promise((resolve) => { const server = http.createServer((_, response) => response.end('here')).listen(where, () => resolve(server)); });
      const get = (options) => new Promise((resolve, reject) => http.get(options, (response) => resolve(response.statusCode)).on('error', reject));
      export const handler = async () => {
        const [tcp, local] = await Promise.all([listen(0), listen(join(tmpdir(), 'cdk-slo-' + process.pid))]);
        const { port } = tcp.address();
        const statuses = [await get({ host: '127.0.0.1', port }), await get({ host: 'localhost', port }), await get({ socketPath: local.address() })];
        const fetched = await (await fetch('http://127.0.0.1:' + port)).text();
        for (const server of [tcp, local]) { server.closeAllConnections(); server.close(); }
        return { statuses, fetched };
      };`);
    expect(await fn.invoke({}, THEN)).toEqual({ answer: { statuses: [200, 200, 200], fetched: 'here' } });
  });
});
