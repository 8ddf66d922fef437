import { Stack } from 'aws-cdk-lib';
import { ShopPromises } from '../../examples/echarpe/shop-promises';
import { Audience, githubIssues, IncidentResponse, slackChannel } from '../../lib';
import { readObjectives } from '../../lib/assembly';
import type { CatalogueEntry } from '../../lib/model/contracts/catalogue';
import { METRICS } from '../../lib/model/delivery/metrics';
import { longestSentence, MOST_WORDS_OF_A_SENTENCE, unexplainedTerms } from '../../lib/model/wording/jargon';
import { schemaFaults } from '../support/documents';
import { synthesized } from '../support/estate';
import { EVENING, MINUTE, World } from '../support/world';

/** Group 4 of the capabilities, as engineers and support see one breach: by template, bundles and targets. */
const estate = synthesized(
  (app) => new ShopPromises(app, 'EcharpeShopPromises'),
  (app) => {
    const stack = new Stack(app, 'EcharpeResponse');
    new IncidentResponse(stack, 'IncidentResponse', {
      targets: [
        slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' }),
        githubIssues({ name: 'tickets', repository: 'echarpe/ops' }),
        slackChannel({ name: 'support', channelId: 'C0SUPPORT', audience: Audience.SUPPORT }),
      ],
    });
    return stack;
  },
);
let world: World;

beforeAll(async () => {
  world = await World.start(estate.assembly);
  const minutesAgo = (minutes: number) => EVENING - minutes * MINUTE;
  Object.assign(world.signals, {
    changes: () => [
      { at: minutesAgo(170), kind: 'CONFIGURATION', name: 'PutScalingPolicy' },
      { at: minutesAgo(20), kind: 'DEPLOYMENT', name: 'v42' },
      { at: minutesAgo(90), kind: 'DEPLOYMENT', name: 'v41' },
    ],
  });
  await world.alarm('place-order', 'evidence', 'ALARM');
  await world.alarm('place-order', 'fast', 'ALARM');
  await world.jump(12);
  await world.hear({ slo: 'place-order', report: 'ZD-4711', count: 2 });
  // Edits of one message keep their distance.
  await world.pass(1);
});
afterAll(async () => {
  await world.stop();
  estate.remove();
});

/** Everything that a channel holds: the response's channels hold one message of the incident each. */
async function messageTo(audience: 'engineers' | 'support') {
  const all = await world.stack.vendors.conversations();
  const isSupports = ({ text }: { text: string }) => text.includes('What you can tell customers');
  const found = all.filter((message) => isSupports(message) === (audience === 'support'));
  expect([all.length, new Set(all.map(({ channel }) => channel)).size, found.length]).toEqual([2, 2, 1]);
  return found[0]!.text;
}

/** The ticket as GitHub keeps it. */
async function ticket(): Promise<string> {
  const issues = await world.stack.vendors.tickets();
  expect(issues).toHaveLength(1);
  return issues[0]!.body.replace(/\\(.)/g, '$1');
}

describe('one breach', () => {
  it('S1.4: the ticket lists deployments and changes of configuration of the last hours, newest first', async () => {
    expect((await ticket()).match(/(deployment|configuration) of shop \(\w+\)/g)).toEqual([
      'deployment of shop (v42)',
      'deployment of shop (v41)',
      'configuration of shop (PutScalingPolicy)',
    ]);
  });

  it('S1.23: the incident says that an alarm was first, when, and by how much it was ahead of customers', async () => {
    const [incident] = (await world.report()).incidents;
    expect(incident).toMatchObject({
      detectedBy: 'alarm',
      firstAlarmAt: '2026-11-14T20:00:00.000Z',
      firstReportAt: '2026-11-14T20:12:00.000Z',
      leadSeconds: 12 * 60,
    });
    for (const text of [await ticket(), await messageTo('engineers')])
      expect(text).toContain(
        'Since 14 Nov, 21:00 (Europe/Paris). Found by an alarm, 12 min before the first customer told us.',
      );
  });

  it('S1.26: the ticket is valid by the schema of what decisions need', async () => {
    const facts = [...(await ticket()).matchAll(/^\| (\S.*?) \| (.*) \|$/gm)]
      .slice(1, 6)
      .map(([, label, value]) => ({ label, value }));
    expect(schemaFaults('ticket-facts', facts)).toEqual([]);
    expect(facts.map(({ label }) => label)).toEqual(['SLI now', 'Promise', 'Budget left', 'Affected', 'Since']);
  });

  it('S1.27: support reads a second message, plain and with a reply', async () => {
    const text = await messageTo('support');
    expect(text).toContain('What you can tell customers: "We know that some orders do not go through');
    expect(unexplainedTerms(text)).toEqual([]);
    expect(longestSentence(text)).toBeLessThanOrEqual(MOST_WORDS_OF_A_SENTENCE);
  });

  it('S1.33: the ticket has the address of the runbook and its first three steps', async () => {
    const [{ runbook }] = readObjectives(estate.assembly).map(({ entry }) => entry) as [CatalogueEntry];
    const steps = runbook.firstSteps.map((step, at) => `${at + 1}. ${step}`);
    expect(steps.length).toBeGreaterThanOrEqual(3);
    expect(await ticket()).toContain(steps.join('\n'));
    expect(await ticket()).toContain(`[Runbook](${runbook.url})`);
  });

  it('S1.38: how long it took from the alarm to chat and ticket is a metric', async () => {
    const waits = world.log.flatMap(({ text }) => (text.includes(METRICS.deliverySeconds) ? [JSON.parse(text)] : []));
    const [{ CloudWatchMetrics }] = waits.map(({ _aws }) => _aws);
    expect(CloudWatchMetrics[0]).toMatchObject({ Namespace: 'cdk-slo/prod', Dimensions: [[], ['Target']] });
    expect(new Set(waits.map(({ Target }) => Target))).toEqual(new Set(['incidents', 'tickets', 'support']));
  });
});
