import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join } from 'node:path';
import * as v from 'valibot';
import type { Speed } from '../story/pace';
import type { Feed } from './feed';

export const SPEEDS = [60, 100, 300, 1000, 'max'] as const satisfies readonly Speed[];

const command = v.variant('action', [
  v.object({ action: v.literal('pause') }),
  v.object({ action: v.literal('play') }),
  v.object({ action: v.literal('again') }),
  v.object({ action: v.literal('speed'), speed: v.picklist(SPEEDS) }),
]);

/** What a person at the page asks for. */
export type PageCommand = v.InferOutput<typeof command>;

export interface PageServerProps {
  /** Port on 127.0.0.1; 0 lets the system choose. */
  readonly port: number;
  readonly feed: Feed;
  readonly onCommand: (command: PageCommand) => void;
  /** A picture (PNG) that was uploaded to Slack; nothing when there is none of that id. */
  readonly picture: (id: string) => Promise<Uint8Array | undefined>;
}

const LARGEST_COMMAND = 1024;
const PICTURE = /^\/pictures\/(F[A-Z0-9]+)$/;
const ASSETS = join(__dirname, 'assets');
/** What this page and the report of `slo simulate` draw with. */
const DRAWING = join(__dirname, '../../report/drawing');

/** Every file that is served; nothing else is, whatever a path says. */
const FILES: Readonly<Record<string, string>> = {
  '/': join(ASSETS, 'index.html'),
  ...filesIn(ASSETS, '/'),
  ...filesIn(DRAWING, '/drawing/'),
  '/drawing/vendor/uplot.mjs': inPackage('uplot', 'dist/uPlot.esm.js'),
  '/vendor/uplot.css': inPackage('uplot', 'dist/uPlot.min.css'),
  '/vendor/marked.mjs': inPackage('marked', 'lib/marked.esm.js'),
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page loads nothing from elsewhere, runs no script that is written into it, and stands in nobody's frame. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/**
 * Serves the page on this computer only. A site that makes a browser come here under a name of its own (DNS rebinding) is turned away by
 * the Host header, one that sends commands from its own pages (CSRF) by the Origin header.
 */
export class PageServer {
  readonly #server: Server;
  readonly #props: PageServerProps;

  private constructor(props: PageServerProps) {
    this.#props = props;
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  /** @throws Error with the system's code, EADDRINUSE for a port in use */
  static async start(props: PageServerProps): Promise<PageServer> {
    const page = new PageServer(props);
    await new Promise<void>((resolve, reject) => {
      page.#server.once('error', reject).listen(props.port, '127.0.0.1', resolve);
    });
    return page;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async close(): Promise<void> {
    this.#props.feed.close();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const { host = '', origin } = request.headers;
    const hosts = [`127.0.0.1:${this.#port}`, `localhost:${this.#port}`];
    const [path = ''] = (request.url ?? '').split('?');
    const commands = request.method === 'POST' && path === '/commands';
    if (!hosts.includes(host)) refuse(response, 421, `Host: got "${host}", allowed are ${hosts.join(', ')}`);
    else if (commands && origin !== `http://${host}`)
      refuse(response, 403, `Origin: got "${origin ?? 'none'}", allowed is http://${host}`);
    else if (commands) void this.#command(request, response);
    else if (request.method !== 'GET')
      refuse(response, 405, `got ${request.method} ${path}, allowed are GET, and POST /commands`);
    else if (path === '/events') this.#props.feed.attach(response);
    else if (PICTURE.test(path)) void this.#sendPicture(path, response);
    else void sendFile(FILES[path], response);
  }

  async #sendPicture(path: string, response: ServerResponse): Promise<void> {
    const content = await this.#props.picture(PICTURE.exec(path)?.[1] ?? '').catch(() => undefined);
    if (content === undefined) refuse(response, 404, 'no such picture');
    else response.writeHead(200, { 'content-type': 'image/png' }).end(content);
  }

  async #command(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request).catch(() => undefined);
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), command), body);
    if (parsed.success) {
      this.#props.onCommand(parsed.output);
      response.writeHead(204).end();
    } else refuse(response, 400, `command: ${parsed.issues[0].message}`);
  }
}

async function sendFile(file: string | undefined, response: ServerResponse): Promise<void> {
  const content = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (file === undefined || content === undefined) refuse(response, 404, 'no such page');
  else response.writeHead(200, { 'content-type': TYPES[extname(file)] }).end(content);
}

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(`${why}\n`);
}

/** @throws Error for more than a command can be */
async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > LARGEST_COMMAND) throw new Error('too long');
  }
  return body;
}

function filesIn(folder: string, address: string): Record<string, string> {
  const files = readdirSync(folder, { withFileTypes: true }).filter((file) => file.isFile());
  return Object.fromEntries(files.map(({ name }) => [address + name, join(folder, name)]));
}

/** Packages export their entry alone, but the browser wants their other files. */
function inPackage(name: string, file: string): string {
  return join(dirname(require.resolve(`${name}/package.json`)), file);
}
