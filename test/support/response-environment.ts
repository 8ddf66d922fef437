/** Environment of the response functions of a stack with buttons in Slack. @param apiUrl where Slack is */
export function responseEnvironment(apiUrl: string): Record<string, string> {
  const settings = { channel: 'C0INCIDENTS', apiUrl, actions: 'on' };
  const target = { name: 'incidents', kind: 'slack', audience: 'engineers', secretArn: 'arn:slack', settings };
  return {
    AWS_REGION: 'eu-west-3',
    STAGE: 'prod',
    TABLE_NAME: 'ledger',
    SIGNAL_QUEUE_URL: 'https://sqs.example/signals',
    DELIVERY_QUEUE_URL: 'https://sqs.example/deliveries',
    COMMAND_QUEUE_URL: 'https://sqs.example/commands',
    TARGETS: JSON.stringify([target]),
    SLACK_ACTIONS: JSON.stringify({ secretArn: 'arn:actions', userGroup: 'S1', target: 'incidents' }),
  };
}
