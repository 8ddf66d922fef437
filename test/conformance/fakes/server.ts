import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as a vendor sees it; a JSON or form body is parsed, everything else is `undefined`. */
export interface FakeCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown> | undefined;
  /** Of the body, in bytes. */
  readonly size: number;
}

export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

/** What the tests read and change behind a vendor's back. */
export interface FakeVendor {
  readonly url: string;
  /** Tokens that are good now. */
  tokens: ReadonlySet<string>;
  /** Look-ups do not show what is created while this is on. */
  isStale: boolean;
  /** Nothing may be written any more. */
  isArchived: boolean;
  /** What readers find, oldest first. */
  objects(): readonly FakeObject[];
  /** As a person would, in the vendor's own screens. */
  remove(id: string): void;
  stop(): Promise<void>;
}

export interface FakeObject {
  /** As in RemoteRef. */
  readonly id: string;
  /** Everything that readers see of it. */
  readonly text: string;
  readonly isClosed: boolean;
  readonly notes: readonly string[];
}

export interface FakeServer {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startServer(answer: (call: FakeCall) => FakeAnswer): Promise<FakeServer> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://fake');
    const type = incoming.headers['content-type'] ?? '';
    const bytes = Buffer.concat(chunks);
    const { status, headers, body } = answer({
      method: incoming.method ?? '',
      path: pathname,
      query: searchParams,
      headers: incoming.headers,
      body: parsed(type, bytes.toString('utf8')),
      size: bytes.length,
    });
    outgoing.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    outgoing.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function parsed(type: string, text: string): Record<string, unknown> | undefined {
  if (text === '') return undefined;
  if (type.startsWith('application/json')) return JSON.parse(text) as Record<string, unknown>;
  return type.startsWith('application/x-www-form-urlencoded')
    ? Object.fromEntries(new URLSearchParams(text))
    : undefined;
}
