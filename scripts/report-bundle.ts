import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import type { BrowserCode } from '../lib/report/browser-code';

const root = resolve(__dirname, '..');

export const REPORT_BUNDLE = {
  absWorkingDir: root,
  entryPoints: [
    { in: join(root, 'lib/report/page/report.mjs'), out: 'report' },
    { in: join(root, 'lib/report/page/report.css'), out: 'report' },
  ],
  outdir: join(root, 'dist/report'),
  bundle: true,
  minify: true,
  format: 'iife',
  // Two years old and older: a report is opened where it was sent to.
  target: ['chrome111', 'firefox115', 'safari16.4'],
  legalComments: 'none',
  logLevel: 'warning',
  write: false,
} as const satisfies BuildOptions;

/** Script and style of the report of `slo simulate`. The licence of what is in it goes along, as it has to, into every report. */
export function reportBundle(): BrowserCode {
  const { outputFiles } = buildSync(REPORT_BUNDLE);
  const text = (suffix: string) => outputFiles.find(({ path }) => path.endsWith(suffix))!.text.trim();
  const licence = readFileSync(join(root, 'node_modules/uplot/LICENSE'), 'utf8').trim();
  const notice = `/*! uPlot, of which code is in here:\n\n${licence} */\n`;
  return { script: notice + text('.js'), style: text('.css') };
}

/** Into `dist/report`, for the package. */
export function writeReportBundle(): void {
  const { script, style } = reportBundle();
  mkdirSync(REPORT_BUNDLE.outdir, { recursive: true });
  writeFileSync(join(REPORT_BUNDLE.outdir, 'report.mjs'), script);
  writeFileSync(join(REPORT_BUNDLE.outdir, 'report.css'), style);
}
