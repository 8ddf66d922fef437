import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What runs and what is styled in a report. */
export interface BrowserCode {
  readonly script: string;
  readonly style: string;
}

/** Where `npm run build` leaves it, seen from this file when it is compiled. */
const BUILT = join(__dirname, '../../report');
/** Not in the package, and so no import. */
const BUNDLER = join(__dirname, '../../scripts/report-bundle');

/** In the package it lies ready; in a clone it is bundled on the spot, from what stands there now. */
export function browserCode(): BrowserCode {
  if (!existsSync(join(BUILT, 'report.mjs')))
    return (require(BUNDLER) as { reportBundle: () => BrowserCode }).reportBundle();
  const read = (name: string) => readFileSync(join(BUILT, name), 'utf8');
  return { script: read('report.mjs'), style: read('report.css') };
}
