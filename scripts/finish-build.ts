import { chmodSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeLazy } from './lazy-index';
import { writeReportBundle } from './report-bundle';

/** What the compiler leaves to do in dist. */
const dist = join(resolve(__dirname, '..'), 'dist');
makeLazy(join(dist, 'lib/index.js'));
chmodSync(join(dist, 'bin/slo.js'), 0o755);
writeReportBundle();
