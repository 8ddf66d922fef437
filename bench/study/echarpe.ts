import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { ShopPromises } from '../../examples/echarpe/shop-promises';
import { type Objective, readAssembly, readObjectives } from '../../lib/assembly';
import { loadStory } from '../../lib/local/story/histories';
import { MINUTE_MS, timeOf } from '../../lib/simulate';
import { callsBetween, comparison, recordedPart } from './recorded';

/** The example shop's recording: the evening on which its database locks up, after ordinary evenings (without a failure) that fill 28 days. */

const STORY = resolve(__dirname, '../../examples/echarpe/stories/match.json');

interface Evening {
  readonly slo: string;
  readonly policy: string;
  /** Minutes from the first failed request to the first page; nothing without one. */
  readonly delay: number | null;
  /** Share of the budget of 28 days that is gone by then. */
  readonly budgetUsed: number | null;
  readonly pages: number;
  readonly tickets: number;
}

function evenings(): Evening[] {
  const { series } = loadStory(STORY);
  return objectives().flatMap((objective) => {
    const history = series.get(objective.entry.slo)!;
    const at = timeOf(history.startMinute + history.total.findIndex((total, minute) => history.good[minute]! < total));
    const { run, made } = comparison(objective, history);
    return made.map(({ policy, calls }) => {
      const pages = callsBetween(calls, 'page');
      const first = pages[0]?.at;
      return {
        slo: objective.entry.slo,
        policy,
        delay: first === undefined ? null : (first - at) / MINUTE_MS,
        budgetUsed: first === undefined ? null : run.cloudwatch.budget(objective.objectiveName, first).usedFraction,
        pages: pages.length,
        tickets: callsBetween(calls, 'ticket').length,
      };
    });
  });
}

function objectives(): Objective[] {
  const outdir = mkdtempSync(join(tmpdir(), 'study-'));
  try {
    const app = new App({ outdir });
    new ShopPromises(app, 'Shop');
    app.synth();
    return readObjectives(readAssembly(outdir));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

export const ECHARPE = recordedPart(evenings, {
  SLO: ({ slo }) => slo,
  'first page after': ({ delay }) => (delay === null ? 'none' : `${delay} min`),
  'budget used by then': ({ budgetUsed }) => (budgetUsed === null ? '' : `${(100 * budgetUsed).toFixed(1)} %`),
  pages: ({ pages }) => pages,
  tickets: ({ tickets }) => tickets,
});
