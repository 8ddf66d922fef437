import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { simulate } from '../lib/commands/simulate';
import { synthesize } from '../lib/commands/synthesize';
import { loadStory } from '../lib/local/story/histories';
import { timeOf } from '../lib/simulate';

const root = resolve(__dirname, '..');
const SLO = 'place-order';

/** The report of `slo simulate` over the example's four weeks and its match evening; `look` sees the page. */
export async function reportOfExample(look: (url: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-slo-picture-'));
  try {
    const assembly = join(folder, 'cdk.out');
    await synthesize(root, assembly, new AbortController().signal);
    const { series } = loadStory(join(root, 'examples/echarpe/stories/match.json'));
    const { startMinute, good, total } = series.get(SLO)!;
    const rows = Array.from(total, (all, minute) => [timeOf(startMinute + minute) / 1000, good[minute], all].join());
    const [history, html] = [join(folder, 'history.csv'), join(folder, 'report.html')];
    writeFileSync(history, ['timestamp,good,total', ...rows, ''].join('\n'));
    simulate({ assembly, slo: SLO, history: [history], html });
    await look(pathToFileURL(html).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
