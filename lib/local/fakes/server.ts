import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fields } from '../../../lambda/targets/target';
import { steadyServer } from '../steady-server';

/** One call as a vendor sees it; a JSON or form body is parsed, everything else is `undefined`. */
export interface FakeCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown> | undefined;
  /** Of the body, in bytes. */
  readonly size: number;
  /** The body as it came, for who checks a signature. */
  readonly text: string;
}

export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  /** Sent as JSON; a text of another type (`content-type`) as it is. */
  readonly body: unknown;
}

/**
 * A vendor as a small server that keeps its documented rules and misbehaves on demand. Tests read and change it behind the target's back;
 * `npm start -- --ticket` shows what it holds.
 */
export interface FakeVendor {
  readonly url: string;
  /** Tokens (of GitHub, Jira, …) that are good now. */
  tokens: ReadonlySet<string>;
  /** Look-ups do not show what is created while this is on. */
  isStale: boolean;
  /** Nothing may be written any more. */
  isArchived: boolean;
  /** What readers find, oldest first. */
  objects(): readonly FakeObject[];
  /** The same for the page of a story, in the vendor's own words. */
  tickets?(): readonly FakeTicket[];
  /** As a person would, in the vendor's own screens. */
  remove(id: string): void;
  /** For good: nothing more may be written to it. Missing where nothing is closed so. */
  close?(id: string): void;
  /** The same; where callbacks are on, the vendor tells of it. Missing where people cannot. */
  change?(id: string, change: Fields): Promise<void>;
  /** Adds a comment as a person; where callbacks are on, the vendor tells of it. */
  comment?(id: string, text: string): Promise<void>;
  /** Where the vendor tells of what people do, and how it signs. Nothing is told without it. */
  callbacks?: FakeCallbacks | undefined;
  /** Resolves when everything has been told that was to be. */
  told(): Promise<void>;
  stop(): Promise<void>;
}

export interface FakeCallbacks {
  readonly url: string;
  readonly signingSecret: string;
}

export interface FakeObject {
  /** As in RemoteRef. */
  readonly id: string;
  /** Everything that readers see of it. */
  readonly text: string;
  readonly isClosed: boolean;
  readonly notes: readonly string[];
  /** Those that people edit, as a look-up of the target shows them. */
  readonly fields?: Fields;
}

/** A ticket with its comments. */
export interface FakeTicket {
  /** As in RemoteRef. */
  readonly id: string;
  /** As people call it: `#17`, `OPS-17`, `INC0010017`. */
  readonly name: string;
  readonly title: string;
  /** In the vendor's words: `In Progress`. */
  readonly state: string;
  readonly url: string;
  /** Text, or Markdown where the vendor shows that. */
  readonly body: string;
  readonly labels: readonly string[];
  /** ISO-8601. */
  readonly createdAt: string;
  readonly comments: readonly string[];
  readonly commentedAt: readonly string[];
}

export interface FakeServer {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startServer(answer: (call: FakeCall) => FakeAnswer): Promise<FakeServer> {
  const server = steadyServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://fake');
    const type = incoming.headers['content-type'] ?? '';
    const bytes = Buffer.concat(chunks);
    const text = bytes.toString('utf8');
    const { status, headers, body } = answer({
      method: incoming.method ?? '',
      path: pathname,
      query: searchParams,
      headers: incoming.headers,
      body: parsed(type, text),
      size: bytes.length,
      text,
    });
    const sent = { 'content-type': 'application/json; charset=utf-8', ...headers };
    outgoing.writeHead(status, sent);
    // AWS calls its JSON application/x-amz-json-1.1.
    outgoing.end(/\bjson\b/.test(sent['content-type']) ? JSON.stringify(body) : String(body));
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
  // AWS calls its own application/x-amz-json-1.1.
  if (/^application\/(?:x-amz-)?json\b/.test(type)) return JSON.parse(text) as Record<string, unknown>;
  return type.startsWith('application/x-www-form-urlencoded')
    ? Object.fromEntries(new URLSearchParams(text))
    : undefined;
}
