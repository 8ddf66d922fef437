import { Server } from 'node:net';

// Preload of emulators: whoever asks for a port gets it on this computer only. fauxqs listens on every interface, whatever host it is given,
// and nobody in the same network should be able to read or fill our queues.
const { listen } = Server.prototype;

Server.prototype.listen = function listenHere(first, ...rest) {
  if (typeof first === 'object' && first !== null) {
    return listen.call(this, 'port' in first ? { ...first, host: '127.0.0.1' } : first, ...rest);
  }
  if (typeof first !== 'number') return listen.call(this, first, ...rest);
  return listen.call(
    this,
    { port: first, host: '127.0.0.1' },
    rest.find((argument) => typeof argument === 'function'),
  );
};
