const { dirname, join } = require('node:path');

/**
 * In the place of fast-check (jest.config.js): the same cases in every run, so that no commit is refused for a fault that was there before.
 * `SEED=1 npx jest test/ledger` tries others; a property that names a seed keeps its own.
 */
const fc = require(join(dirname(require.resolve('fast-check/package.json')), 'lib/cjs/fast-check.js'));

fc.configureGlobal({ seed: Number(process.env.SEED ?? 20_261_130) });
module.exports = fc;
