import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

interface Waiting {
  readonly name: string;
  readonly input: object;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The shop's side of its database: asks for one statement after the other, as one connection does. Who waits too long gives up,
 * but what was asked for stays in the queue: that is how a slow query takes everything else down with it.
 */
export class Database {
  readonly #worker: Worker;
  readonly #queue: Waiting[] = [];
  #running: Waiting | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: { result?: unknown; error?: string }) => this.#answered(answer));
  }

  static async start(): Promise<Database> {
    const worker = new Worker(join(__dirname, 'database-worker.mjs'), { execArgv: [] });
    await new Promise<void>((resolve, reject) => worker.once('message', () => resolve()).once('error', reject));
    return new Database(worker);
  }

  /** Statements that wait for their turn. */
  get waiting(): number {
    return this.#queue.length;
  }

  ask(name: 'placeOrder' | 'typicalLayout', input: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ name, input, resolve, reject });
      this.#next();
    });
  }

  /** Kills what waits; the running statement ends by itself. */
  killWaiting(): number {
    const killed = this.#queue.splice(0);
    for (const { reject } of killed) reject(new Error('killed by the engineer on call'));
    return killed.length;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #next(): void {
    if (this.#running !== undefined) return;
    this.#running = this.#queue.shift();
    if (this.#running !== undefined) this.#worker.postMessage({ name: this.#running.name, input: this.#running.input });
  }

  #answered({ result, error }: { result?: unknown; error?: string }): void {
    const done = this.#running;
    this.#running = undefined;
    if (error === undefined) done?.resolve(result);
    else done?.reject(new Error(error));
    this.#next();
  }
}
