// Preload of Lambda children that may be killed: counts the calls that an invocation makes to others over the network, names them, and
// ends the process with SIGKILL before, during or after one of them, as if the machine were gone. Plain CommonJS; loaded by preload.cjs
// only when the runner asks for it.
const { subscribe } = require('node:diagnostics_channel');
const { writeSync } = require('node:fs');
const net = require('node:net');

const runtimePort = Number(process.env.AWS_LAMBDA_RUNTIME_API.split(':')[1]);
/** Of this invocation: names of its calls, and where it dies. */
let calls = [];
let plan;

exports.begin = (text) => {
  calls = [];
  plan = text === undefined ? undefined : JSON.parse(text);
};
exports.end = () => say({ message: 'calls made', calls });

// Everything that leaves passes through sockets, whoever makes the call (the AWS SDK by node:http, targets by fetch): what is written
// first on a socket, or first after an answer, begins a call.
const sockets = new WeakMap();
const { connect, push, _writeGeneric: write } = net.Socket.prototype;
net.Socket.prototype.connect = function watched(...args) {
  const [first] = Array.isArray(args[0]) ? args[0] : args;
  if (Number(first?.port ?? first) !== runtimePort) sockets.set(this, { call: 0, asking: false });
  return connect.apply(this, args);
};
net.Socket.prototype._writeGeneric = function counted(many, data, ...rest) {
  const socket = sockets.get(this);
  if (socket !== undefined && !socket.asking) {
    socket.asking = true;
    socket.call = calls.push(nameOf(String(many ? data[0].chunk : data)));
    dieIf(socket, 'before');
  }
  return write.call(this, many, data, ...rest);
};
net.Socket.prototype.push = function heard(chunk, ...rest) {
  const socket = sockets.get(this);
  if (socket?.asking && chunk !== null) {
    // The first byte of the answer: the other side has done it, and nobody here has seen that.
    dieIf(socket, 'during');
    socket.asking = false;
  }
  return push.call(this, chunk, ...rest);
};

// The whole answer is here, and who waits for it has not gone on. These listeners come before those of whoever made the call.
subscribe('http.client.response.finish', ({ response, request }) => {
  const socket = sockets.get(request.socket);
  response.once('end', () => dieIf(socket, 'after'));
});
const fetched = new WeakMap();
subscribe('undici:client:sendHeaders', ({ request, socket }) => fetched.set(request, sockets.get(socket)));
subscribe('undici:request:trailers', ({ request }) => dieIf(fetched.get(request), 'after'));

function dieIf(socket, phase) {
  const call = socket?.call;
  if (plan === undefined || plan.phase !== phase || !plan.calls.includes(call)) return;
  say({ message: 'killed', call, phase, what: calls[call - 1] });
  process.kill(process.pid, 'SIGKILL');
}

/** `PutItem` for AWS, `POST /chat.postMessage` for a vendor: the operation, or method and path without numbers and queries. */
function nameOf(head) {
  const operation = /^x-amz-target: *[\w.]*\.(\w+)/im.exec(head);
  const [, method, path] = /^(\w+) ([^ ?]+)/.exec(head) ?? [];
  return operation?.[1] ?? `${method} ${path?.replace(/\/\d+/g, '/#')}`;
}

/** Past the console and at once: the next line may be never. */
function say(message) {
  writeSync(1, `${JSON.stringify({ message })}\n`);
}
