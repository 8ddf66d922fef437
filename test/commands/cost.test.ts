import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { cost } from '../../lib/commands/cost';
import { costInMarkdown, costInWords } from '../../lib/render/cost';
import { PLAIN } from '../../lib/render/style';
import { usualSide } from '../diff/sides';
import { schemaFaults } from '../support/documents';

const root = resolve(__dirname, '../..');

function slo(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bin/slo.ts', 'cost', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('slo cost', () => {
  const usual = () => cost({ assembly: usualSide() });

  it('prints a document of the published shape, with the source of the prices', () => {
    expect(schemaFaults('cost', usual())).toEqual([]);
    expect(usual()).toMatchObject({
      objectives: [{ slo: 'orders', service: 'shop', stage: 'prod', alarms: 5, metrics: 9, usdPerMonth: 0.9 }],
      shared: [{ kind: 'composite', name: 'prod-shop-breach', usdPerMonth: 0.5 }],
      total: 1.4,
      prices: { source: 'https://aws.amazon.com/cloudwatch/pricing/', asOf: '2026-11-22', region: 'us-east-1' },
    });
  });

  it('shows people the parts, the total, what comes on top, what it is compared with and whose prices these are', () => {
    expect(costInWords(usual(), PLAIN)).toBe(
      `SLO                         service  alarms  metrics  composites  USD a month
orders                      shop          5        9           1         0.90

shared
composite alarms over them                1                              0.50

total                                                                    1.40

On top: Application Signals, about 0.13 USD a month (an estimate: 2 signals for each SLO and minute, at 1.50 USD a million).
Alarmed as AWS documents it the same SLOs would cost 2.10 USD a month; their alarms and composite alarms here cost 1.40.

List prices of us-east-1, read 2026-11-22, without free tiers: https://aws.amazon.com/cloudwatch/pricing/`,
    );
  });

  it('makes a table for a pull request, in which names are text', () => {
    const hostile = usual().objectives.map((objective) => ({ ...objective, slo: 'a|b <script> @team' }));
    expect(costInMarkdown({ ...usual(), objectives: hostile })).toContain(
      `### SLOs: 1.40 USD a month

| SLO | service | alarms | metrics | composites | USD a month |
| --- | --- | ---: | ---: | ---: | ---: |
| a\\|b &lt;script\\> @\u200bteam | shop | 5 | 9 | 1 | 0.90 |
| composite alarms over them |  | 1 |  |  | 0.50 |
| **total** |  |  |  |  | **1.40** |

On top: `,
    );
  });

  it('keeps the total where not all SLOs fit into a comment, and tells SLOs of one name apart', () => {
    const { objectives, ...rest } = usual();
    const many = Array.from({ length: 3000 }, (_, at) => ({ ...objectives[0]!, slo: `orders-${at}` }));
    const comment = costInMarkdown({ ...rest, objectives: many });
    expect(comment.length).toBeLessThan(65_536);
    expect(comment).toMatch(/\*\*1\.40\*\* \|\n\n… and \d+ more: `slo cost` shows them all\./);
    const stages = ['prod', 'test'].map((stage) => ({ ...objectives[0]!, stage }));
    expect(costInWords({ ...rest, objectives: stages }, PLAIN)).toMatch(/^orders \(prod\) [\s\S]*^orders \(test\) /m);
  });

  it('says so where there is no SLO', () => {
    const none = { ...usual(), objectives: [], shared: [], total: 0 };
    expect(costInWords(none, PLAIN)).toMatch(/^No SLO of ours is in it\.\n/);
    expect(costInMarkdown(none)).toContain('No SLO of ours is in it.');
  });

  it('is a command', () => {
    const json = slo('--assembly', usualSide(), '--json');
    expect([json.status, json.stderr, JSON.parse(json.stdout).total]).toEqual([0, '', 1.4]);
    const markdown = slo('--assembly', usualSide(), '--markdown');
    expect([markdown.status, markdown.stdout.split('\n')[0]]).toEqual([0, '### SLOs: 1.40 USD a month']);
    expect(slo('--assembly', '/nowhere')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^slo: --assembly: /),
    });
    expect(slo('--json', '--markdown').stderr).toContain('cannot be used with option');
  });
});
