import { Agent, request } from 'node:http';
import { LIMIT_MS } from './server';
import { arrivalsOfMinute, EVENINGS, generator, OPERATIONS, type Operation } from './traffic';

/**
 * Customers, in a process of their own: they arrive when they arrive, whether or not the shop answers, and give up after the
 * limit. Every outcome is decided once, at the answer or at the limit, and counted in the second in which it was decided.
 *
 * Usage: load.ts <shop url> <evening> <seed> <seconds>, reports over IPC.
 */
const [url = '', eveningName = '', seed = '1', seconds = '0'] = process.argv.slice(2);
const evening = EVENINGS.find(({ name }) => name === eveningName)!;
const random = generator(Number(seed));
const agent = new Agent({ keepAlive: true, maxSockets: 1024 });
const METHOD = { 'place-order': 'POST', 'text-preview': 'GET' } as const;
const PATH = { 'place-order': '/orders', 'text-preview': '/preview' } as const;

type Counts = Record<Operation, { good: number; total: number }>;
const nothing = (): Counts => Object.fromEntries(OPERATIONS.map((name) => [name, { good: 0, total: 0 }])) as Counts;
let counts = nothing();

function arrive(operation: Operation, query: string): void {
  let decided = false;
  const decide = (good: boolean): void => {
    if (decided) return;
    decided = true;
    counts[operation].total += 1;
    if (good) counts[operation].good += 1;
  };
  const options = { method: METHOD[operation], agent, signal: AbortSignal.timeout(LIMIT_MS[operation]) };
  const call = request(`${url}${PATH[operation]}?${query}`, options, (response) => {
    response.resume().on('end', () => decide((response.statusCode ?? 500) < 300));
  });
  call.on('error', () => decide(false)).end();
}

function main(): void {
  const startedAt = performance.now();
  let minute = 0;
  const tick = (): void => {
    if (minute > 0) process.send?.({ minute: minute - 1, counts });
    counts = nothing();
    if (minute >= Number(seconds)) {
      process.send?.({ over: true });
      agent.destroy();
      process.disconnect?.();
      process.exit(0);
    }
    for (const { atMs, operation, query } of arrivalsOfMinute(evening, minute, random)) {
      setTimeout(() => arrive(operation, query), Math.max(0, startedAt + atMs - performance.now()));
    }
    minute += 1;
    setTimeout(tick, startedAt + minute * 1000 - performance.now());
  };
  tick();
  process.on('disconnect', () => process.exit(0));
}

main();
