// Preload of Lambda children: replaces the runtime client's native addon, puts `Date` where the story is, and keeps the child on
// this machine. Plain CommonJS, because it must run before anything else.
const Module = require('node:module');
const http = require('node:http');
const virtualDate = require('../virtual-date.cjs');
require('./loopback-only.cjs');
const kills = process.env.LOCAL_KILLS === undefined ? undefined : require('./kills.cjs');

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
process.on('disconnect', () => process.exit(0));

// Each invocation brings its virtual now, the start of the process the first one; after it, real milliseconds go on.
let virtual = Number(process.env.LOCAL_VIRTUAL_NOW);
let since = performance.now();
virtualDate(() => Math.round(virtual + performance.now() - since));

// The runtime client's native addon, over plain HTTP: same calls, in order, on one connection.
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const base = '/2018-06-01/runtime/invocation/';
function call(method, path, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const request = http.request(
      { host, port, method, path, agent, headers: { ...headers, ...length } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => resolve({ bodyJson: text, headers: response.headers }));
      },
    );
    request.on('error', reject).end(body);
  });
}
let last = Promise.resolve();
const client = {
  initializeClient() {},
  async next() {
    await last;
    const invocation = await call('GET', `${base}next`);
    virtual = Number(invocation.headers['lambda-runtime-virtual-now']);
    since = performance.now();
    kills?.begin(invocation.headers['lambda-runtime-kill']);
    return invocation;
  },
  done(id, body) {
    kills?.end();
    last = last.then(() => call('POST', `${base}${id}/response`, body));
  },
  error(id, body, cause) {
    kills?.end();
    const headers = { 'Lambda-Runtime-Function-XRay-Error-Cause': encodeURIComponent(cause ?? '').slice(0, 1000) };
    last = last.then(() => call('POST', `${base}${id}/error`, body, headers));
  },
};
const load = Module._load;
Module._load = (id, ...rest) => (id === './rapid-client.node' ? client : load(id, ...rest));
