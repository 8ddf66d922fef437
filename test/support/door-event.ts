import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LambdaFunctionURLEvent } from 'aws-lambda';

/** A request at a door, as it came over the network. */
export interface Knock {
  /** Without the slash. */
  readonly path?: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** Whether the function URL hands its body over in base64. */
  readonly base64?: boolean;
}

/** What of a function URL's event doors look at. */
export function doorEvent({
  path = '',
  method = 'POST',
  headers,
  body,
  base64 = false,
}: Knock): LambdaFunctionURLEvent {
  return {
    rawPath: `/${path}`,
    requestContext: { http: { method } },
    headers,
    body: body.toString(base64 ? 'base64' : 'utf8'),
    isBase64Encoded: base64,
  } as unknown as LambdaFunctionURLEvent;
}

/** A door on this computer, for who knocks over HTTP. */
export async function openDoor(
  statusOf: (knock: Knock) => Promise<number>,
): Promise<{ readonly url: string; stop(): void }> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const headers = incoming.headers as Record<string, string>;
    outgoing.writeHead(await statusOf({ path: incoming.url!.slice(1), headers, body: Buffer.concat(chunks) })).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
