import { readEnvironment } from '../../lambda/environment';

const TARGET = { name: 'a', kind: 'slack', audience: 'engineers', secretArn: 'arn:a', settings: { channel: 'C0A' } };
const LEAST = {
  STAGE: 'prod',
  TABLE_NAME: 'Ledger',
  SIGNAL_QUEUE_URL: 'https://sqs/signals',
  DELIVERY_QUEUE_URL: 'https://sqs/deliveries.fifo',
  TARGETS: JSON.stringify([TARGET]),
};
const ALL = {
  ...LEAST,
  ENRICH_QUEUE_URL: 'https://sqs/enrichments.fifo',
  COMMAND_QUEUE_URL: 'https://sqs/commands',
  RULES: '{"snoozeMs":60000}',
  ENRICHMENTS: '["budget","related"]',
  SLACK_ACTIONS: '{"secretArn":"arn:s","userGroup":"S0A","target":"a"}',
};

describe('what the response stack tells its functions', () => {
  it('is read once, and is complete', () => {
    expect(readEnvironment(ALL)).toEqual({
      stage: 'prod',
      tableName: 'Ledger',
      signalQueueUrl: 'https://sqs/signals',
      deliveryQueueUrl: 'https://sqs/deliveries.fifo',
      targets: [TARGET],
      enrichQueueUrl: 'https://sqs/enrichments.fifo',
      commandQueueUrl: 'https://sqs/commands',
      rules: { snoozeMs: 60_000 },
      enrichments: ['budget', 'related'],
      slackActions: { secretArn: 'arn:s', userGroup: 'S0A', target: 'a' },
    });
  });

  it('may leave out what was not asked for', () => {
    expect(readEnvironment(LEAST)).toMatchObject({
      enrichQueueUrl: undefined,
      commandQueueUrl: undefined,
      rules: {},
      enrichments: [],
      slackActions: undefined,
    });
  });

  it.each(Object.keys(LEAST))('must say %s', (name) => {
    for (const value of [undefined, '']) {
      expect(() => readEnvironment({ ...ALL, [name]: value })).toThrow(`environment variable ${name} is missing`);
    }
  });

  it.each([
    ['TARGETS', '[{"name":"a"}]'],
    ['RULES', '{"snoozeMs":-1}'],
    ['RULES', 'snooze'],
    ['ENRICHMENTS', '["budget","weather"]'],
    ['ENRICHMENTS', '{}'],
    ['SLACK_ACTIONS', '{"secretArn":"arn:s"}'],
  ])('is refused where %s is %s, and the variable is named', (name, value) => {
    expect(() => readEnvironment({ ...ALL, [name]: value })).toThrow(`environment variable ${name}: `);
  });
});
