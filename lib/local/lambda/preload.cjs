// Preload of Lambda children: replaces the runtime client's native addon, puts `Date` where the story is, and keeps the child on
// this machine. Plain CommonJS, because it must run before anything else.
const Module = require('node:module');
const http = require('node:http');
const net = require('node:net');

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
process.on('disconnect', () => process.exit(0));

// Time: each invocation brings its virtual now; within it, real milliseconds go on.
const RealDate = Date;
let virtual = RealDate.now();
let since = performance.now();
const now = () => Math.round(virtual + performance.now() - since);
globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(now());
    else super(...args);
  }
  static now() {
    return now();
  }
};

// Network: whatever asks for another machine is refused, so that nothing can reach AWS or a vendor by mistake.
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost', '']);
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function guarded(...args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const asked =
    typeof first === 'object' && first !== null ? first : { host: typeof second === 'string' ? second : '' };
  if (asked.path === undefined && !LOOPBACK.has(asked.host ?? '')) {
    const error = new Error(`connection to ${asked.host} refused: functions that run here reach this computer only`);
    error.code = 'ELOCALONLY';
    process.nextTick(() => this.destroy(error));
    return this;
  }
  return connect.apply(this, args);
};

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
    return invocation;
  },
  done(id, body) {
    last = last.then(() => call('POST', `${base}${id}/response`, body));
  },
  error(id, body, cause) {
    const headers = { 'Lambda-Runtime-Function-XRay-Error-Cause': encodeURIComponent(cause ?? '').slice(0, 1000) };
    last = last.then(() => call('POST', `${base}${id}/error`, body, headers));
  },
};
const load = Module._load;
Module._load = (id, ...rest) => (id === './rapid-client.node' ? client : load(id, ...rest));
