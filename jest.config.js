// Schema validation of templates costs about 2 s per test file and runs once, in `npm run check`.
process.env.CDK_VALIDATION ??= 'false';

module.exports = {
  testEnvironment: 'node',
  // Against what never ends, not against what is slow: a busy machine takes five times as long for an evening of half a minute.
  testTimeout: 300_000,
  // Most tests wait for processes; jest's default would leave one of two cores idle.
  maxWorkers: '100%',
  testSequencer: '<rootDir>/test/support/slowest-first.cjs',
  roots: ['<rootDir>/test'],
  // What needs the registry: `npm run test:package`.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/package/'],
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/support/seeded-fast-check.cjs' },
  transform: { '^.+\\.tsx?$': ['@swc/jest'] },
  setupFilesAfterEnv: ['aws-cdk-lib/testhelpers/jest-autoclean'],
};
