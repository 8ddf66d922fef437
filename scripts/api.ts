import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { changedLines } from './api/changed-lines';
import { apiReport } from './api/report';

/**
 * What the package promises to code: one report for each entry point, read from the declarations in dist (`npm run build`).
 * `npm run api` writes the reports, `npm run api:check` says whether the code still declares what they say.
 *
 * Exit code 1: the reports differ, or something public has no docstring or should not be public.
 */
const root = resolve(__dirname, '..');
const REPORTS = join(root, 'etc');
const ENTRY_POINTS: Readonly<Record<string, string>> = {
  'cdk-slo.api.md': 'dist/lib/index.d.ts',
  'cdk-slo-outcomes.api.md': 'dist/lib/outcomes/index.d.ts',
};

function main(isCheck: boolean): number {
  const faults: string[] = [];
  const scratch = mkdtempSync(join(root, 'dist', 'api-'));
  try {
    for (const [file, entryPoint] of Object.entries(ENTRY_POINTS)) {
      const { report, faults: found } = apiReport({ root, entryPoint: join(root, entryPoint), scratch });
      faults.push(...found);
      if (!isCheck) writeFileSync(join(REPORTS, file), report);
      else faults.push(...difference(file, report));
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
  for (const fault of faults) console.error(`api: ${fault}`);
  return faults.length === 0 ? 0 : 1;
}

function difference(file: string, report: string): string[] {
  const lines = changedLines(readFileSync(join(REPORTS, file), 'utf8'), report);
  if (lines.length === 0) return [];
  return [
    `the public API is not what etc/${file} says:\n${lines.join('\n')}\n` +
      'If that is meant, run "npm run api", commit the report, and tell users in CHANGELOG.md; a line with "-" may break their code',
  ];
}

process.exitCode = main(process.argv.includes('--check'));
