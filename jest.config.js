// Schema validation of templates costs about 2 s per test file and runs once, in `npm run check`.
process.env.CDK_VALIDATION ??= 'false';

module.exports = {
  testEnvironment: 'node',
  // Tests that start processes take seconds, and many of them when the machine is busy.
  testTimeout: 90_000,
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
