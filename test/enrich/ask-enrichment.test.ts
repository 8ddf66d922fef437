import type { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { askEnrichment } from '../../lambda/ask-enrichment';
import { type Findings, parseEnrichRequest } from '../../lib/model/contracts/findings';
import type { IncidentEvent } from '../../lib/model/contracts/incident-event';
import { RULES } from '../../lib/model/incident';
import { alarm, incident, MINUTE, START, timer } from '../support/incidents';

const opened = alarm(0, 'fast', 'ALARM');
const NOW = START + 14 * MINUTE;

function enriched(minute: number, revision: number, findings: Findings = {}): IncidentEvent {
  return { version: 1, type: 'enriched', at: START + minute * MINUTE, findings: { ...findings, revision } };
}

async function asked(events: readonly IncidentEvent[], now = NOW) {
  const sent: SendMessageBatchCommand['input'][] = [];
  const send = async ({ input }: SendMessageBatchCommand) => {
    sent.push(input);
    return {};
  };
  await askEnrichment(
    { send } as unknown as SQSClient,
    'https://queue',
    { id: 'inc-1', state: incident(...events) },
    now,
  );
  return sent.flatMap(({ Entries = [] }) => Entries);
}

describe('more is to be found out', () => {
  it.each([
    ['when an incident opens', [opened]],
    ['when another SLO joins', [opened, enriched(1, 1), alarm(2, 'fast', 'ALARM', { slo: 'pay' })]],
    ['when somebody is woken', [alarm(0, 'ticket', 'ALARM'), enriched(1, 1), alarm(2, 'fast', 'ALARM')]],
    ['when it is mitigated', [opened, enriched(1, 1), timer(2, 'mitigated')]],
    ['when it is resolved', [opened, enriched(1, 1), timer(2, 'mitigated'), enriched(3, 3), timer(4, 'resolved')]],
    [
      'when it reopens',
      [opened, alarm(1, 'fast', 'OK'), timer(2, 'mitigated'), enriched(3, 3), alarm(5, 'fast', 'ALARM')],
    ],
    ['when something happened while it was found out', [opened, timer(1, 'mitigated'), enriched(2, 1)]],
  ])('%s', async (_, events) => {
    const [message] = await asked(events);
    expect(message).toEqual({
      Id: '0',
      MessageBody: expect.any(String),
      MessageGroupId: 'inc-1',
      MessageDeduplicationId: `inc-1#r${events.length}`,
    });
    expect(parseEnrichRequest(message!.MessageBody!)).toEqual({
      version: 1,
      incident: 'inc-1',
      revision: events.length,
    });
  });

  it.each([
    ['right after it was found out', [opened, enriched(1, 1)]],
    ['when an alarm says nothing new', [opened, enriched(1, 1), alarm(2, 'slow', 'ALARM')]],
    ['of a canary', [alarm(0, 'fast', 'ALARM', { entry: { canary: true } })]],
    ['of an incident for the record', [alarm(0, 'fast', 'ALARM', { entry: { shadow: true } })]],
    ['when it is over for good', [opened, timer(2, 'mitigated'), timer(3, 'resolved'), timer(4, 'sealed')]],
  ])('but not %s', async (_, events) => {
    expect(await asked(events)).toEqual([]);
  });

  it('but not where nothing is found out', async () => {
    const send = jest.fn();
    await askEnrichment({ send } as unknown as SQSClient, undefined, { id: 'inc-1', state: incident(opened) }, NOW);
    expect(send).not.toHaveBeenCalled();
  });

  it('and nothing else fails when the queue refuses: it is asked again in a minute', async () => {
    const error = jest.spyOn(console, 'error').mockImplementation();
    const send = jest.fn().mockRejectedValue(new Error('AccessDenied'));
    await askEnrichment(
      { send } as unknown as SQSClient,
      'https://queue',
      { id: 'inc-1', state: incident(opened) },
      NOW,
    );
    expect(error).toHaveBeenCalledWith(expect.objectContaining({ incident: 'inc-1', why: 'AccessDenied' }));
    error.mockRestore();
  });

  const late = (events: readonly IncidentEvent[], ms: number) => asked(events, START + 1 * MINUTE + ms);

  it.each([
    ['at SEV2', [opened, enriched(1, 1)], 1],
    ['at SEV1', [alarm(0, 'fast', 'ALARM', { critical: true }), enriched(1, 1)], 1],
    ['but not at SEV3', [alarm(0, 'ticket', 'ALARM'), enriched(1, 1)], 0],
    ['but not when it is mitigated', [opened, timer(0.5, 'mitigated'), enriched(1, 2)], 0],
  ])('every 15 minutes while it is open %s', async (_, events, times) => {
    expect(await late(events, RULES.refreshMs - 1)).toHaveLength(0);
    expect(await late(events, RULES.refreshMs)).toHaveLength(times);
  });
});
