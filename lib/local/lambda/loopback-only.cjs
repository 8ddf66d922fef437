// Keeps a process on this computer: whatever asks for another machine is refused, so that nothing can reach AWS or a vendor by mistake.
// Every TCP and TLS connection of Node.js (http, https, http2, fetch) passes through this one method.
const net = require('node:net');

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function guarded(...args) {
  // (options), (port, host?), (path), or the one list of arguments that Node.js itself passes on.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  const { host, path } = typeof first === 'object' && first !== null ? first : { host: second };
  // As in Node.js, only a path that is not empty means a local socket: HTTP agents pass `path: null`.
  if (!path && typeof host === 'string' && !isLoopback(host)) {
    const error = new Error(`connection to ${host} refused: functions that run here reach this computer only`);
    error.code = 'ELOCALONLY';
    process.nextTick(() => this.destroy(error));
    return this;
  }
  return connect.apply(this, args);
};

function isLoopback(host) {
  return (
    host === '' || host === '::1' || host.toLowerCase() === 'localhost' || (net.isIPv4(host) && /^127\./.test(host))
  );
}
