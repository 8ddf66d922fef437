import { echarpe } from '../examples/echarpe/estate';
import { synthesized } from '../test/support/estate';
import { World } from '../test/support/world';
import { median } from './median';

/** From a signal to the first message, and to the edit that shows what was found out, when no function is warm: medians of five, real time. */
const RUNS = 5;
const LIMITS = { firstMessageMs: 1000, enrichedMs: 10_000 };

async function main(): Promise<void> {
  const estate = synthesized((app) => echarpe(app).stacks[0]!);
  const runs: { firstMessageMs: number; enrichedMs: number }[] = [];
  try {
    for (let run = 0; run < RUNS; run += 1) runs.push(await measured(await World.start(estate.assembly)));
  } finally {
    estate.remove();
  }
  const medians = {
    firstMessageMs: median(runs.map(({ firstMessageMs }) => firstMessageMs)),
    enrichedMs: median(runs.map(({ enrichedMs }) => enrichedMs)),
  };
  console.log(JSON.stringify({ version: 1, runs: RUNS, limits: LIMITS, medians }, null, 2));
}

async function measured(world: World) {
  try {
    await world.stack.cool();
    const began = performance.now();
    await world.alarm('place-order', 'fast', 'ALARM');
    // Of each call that a target confirmed, its metric is the first that is heard: the picture of an edit follows later.
    const calls = world.log.filter(
      ({ text }) => text.includes('"Deliveries":1') && text.includes('"Target":"incidents"'),
    );
    const [first, enriched] = calls;
    if (first === undefined || enriched === undefined) throw new Error('nothing was told');
    return { firstMessageMs: Math.round(first.realMs - began), enrichedMs: Math.round(enriched.realMs - began) };
  } finally {
    await world.stop();
  }
}

void main();
