import { createServer, type RequestListener, type Server } from 'node:http';

/**
 * An HTTP server for callers in the same process or on the same computer, whose idle connections stay open until it is closed. One that
 * closes them after Node's 5 seconds loses a call whenever the process stood still for longer: the caller uses what was just closed.
 */
export function steadyServer(listener?: RequestListener): Server {
  const server = createServer(listener);
  server.keepAliveTimeout = 0;
  return server;
}
