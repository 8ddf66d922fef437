const { testPathIgnorePatterns, ...config } = require('./jest.config.js');

/** Packs what `npm run build` made and installs it into empty apps, so it needs a registry of packages. */
module.exports = { ...config, roots: ['<rootDir>/test/package'] };
