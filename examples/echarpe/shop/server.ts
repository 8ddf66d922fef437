import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Database } from './database';

/** An order that takes longer than this is lost to the customer; a preview that takes longer is not waited for. */
export const LIMIT_MS = { 'place-order': 3000, 'text-preview': 2000 } as const;

/** The scarf shop Echarpe: takes orders and shows how words look on a scarf. */
export class Shop {
  readonly #database: Database;
  readonly #server: Server;
  /** Layouts by words, used once the engineer on call has switched `onePreviewPerText` on. */
  readonly #layouts = new Map<string, unknown>();
  #onePreviewPerText = false;

  private constructor(database: Database) {
    this.#database = database;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(port = 0): Promise<Shop> {
    const shop = new Shop(await Database.start());
    await new Promise<void>((resolve, reject) => shop.#server.once('error', reject).listen(port, '127.0.0.1', resolve));
    return shop;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.#database.stop();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://shop');
    try {
      const [status, body] = await this.#route(`${request.method} ${url.pathname}`, url.searchParams);
      reply(response, status, body);
    } catch (error) {
      reply(response, error instanceof TookTooLong ? 504 : 500, { error: (error as Error).message });
    }
  }

  async #route(operation: string, query: URLSearchParams): Promise<[number, unknown]> {
    switch (operation) {
      case 'POST /orders':
        return this.#placeOrder(query.get('sku') ?? '');
      case 'GET /preview':
        return this.#preview(query.get('text') ?? '');
      case 'POST /admin/one-preview-per-text':
        this.#onePreviewPerText = true;
        return [200, { killed: this.#database.killWaiting() }];
      case 'GET /admin/database':
        return [200, { waiting: this.#database.waiting }];
      default:
        return [404, { error: `${operation}: not found` }];
    }
  }

  async #placeOrder(sku: string): Promise<[number, unknown]> {
    const order = await within(LIMIT_MS['place-order'], this.#database.ask('placeOrder', { sku }));
    return order === null ? [409, { error: `sku "${sku}" is not for sale` }] : [201, order];
  }

  async #preview(text: string): Promise<[number, unknown]> {
    const words = text.trim().toUpperCase();
    if (words === '' || words.length > 80) return [400, { error: 'text: allowed are 1 to 80 characters' }];
    const known = this.#onePreviewPerText ? this.#layouts.get(words) : undefined;
    if (known !== undefined) return [200, known];
    const asked = this.#database.ask('typicalLayout', {
      words,
      width: words.length * (0.9 + (words.length % 7) / 50),
      slant: words.length % 11,
    });
    const layout = await within(LIMIT_MS['text-preview'], asked);
    this.#layouts.set(words, layout);
    return [200, layout];
  }
}

class TookTooLong extends Error {}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(`no answer within ${limitMs} ms`)), limitMs);
  });
  // What nobody waits for any more may still fail later.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
