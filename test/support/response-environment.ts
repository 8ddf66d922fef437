/** Environment of the response functions of a stack with buttons in Slack. @param apiUrl where Slack is */
export function responseEnvironment(apiUrl: string): Record<string, string> {
  const target = (name: string, audience: string, channel: string) => ({
    name,
    kind: 'slack',
    audience,
    secretArn: 'arn:slack',
    settings: { channel, apiUrl, actions: 'on' },
  });
  const targets = [target('incidents', 'engineers', 'C0INCIDENTS'), target('support', 'support', 'C0SUPPORT')];
  return {
    AWS_REGION: 'eu-west-3',
    STAGE: 'prod',
    TABLE_NAME: 'ledger',
    SIGNAL_QUEUE_URL: 'https://sqs.example/signals',
    DELIVERY_QUEUE_URL: 'https://sqs.example/deliveries',
    COMMAND_QUEUE_URL: 'https://sqs.example/commands',
    TARGETS: JSON.stringify(targets),
    SLACK_ACTIONS: JSON.stringify({ secretArn: 'arn:actions', userGroup: 'S1', target: 'incidents' }),
  };
}
