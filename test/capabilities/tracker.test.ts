import { createTarget } from '../../lambda/targets';
import { FakeJira } from '../../lib/local/fakes/jira';
import { writeMarker } from '../../lib/model/names';
import { composeDocument } from '../../lib/model/wording';
import { value } from '../conformance/bench';
import { jira } from '../conformance/kinds/jira';
import { alarm, incident, report } from '../support/incidents';

/** S3.13 of the capabilities: what the tracker of developers gets. */
const ID = 'inc-0123456789ab';
const PAGE = 'https://docs.example/slos/prod/orders.md';
const TOKEN = 'a-token-of-jira';

interface Payload {
  readonly fields: {
    readonly issuetype: { readonly name: string };
    readonly components: readonly { readonly name: string }[];
    readonly labels: readonly string[];
    readonly description: unknown;
  };
}

let site: FakeJira;
beforeAll(async () => {
  site = await FakeJira.start();
  site.tokens = new Set([TOKEN]);
});
afterAll(() => site.stop());

it.each([
  ['an alarm', alarm(0, 'fast', 'ALARM', { reading: 300, entry: { service: 'shop', page: PAGE } })],
  ['customers, as support reports it', report(0, 4, { entry: { service: 'shop', page: PAGE } })],
])(
  'S3.13 an incident told by %s reaches the tracker as an incident on its component, with a link to the SLO',
  async (_who, event) => {
    const config = { name: 'tickets', kind: 'jira', audience: 'engineers', secretArn: 'arn' } as const;
    const settings = jira.settings(site.url, '');
    const target = createTarget({
      config: { ...config, settings },
      secret: async () => jira.secret(TOKEN),
      timeoutMs: 5000,
    });
    const calls = jest.spyOn(globalThis, 'fetch');
    const document = composeDocument(ID, incident(event), 'engineers');
    value(await target.create(document, { incident: ID, marker: writeMarker(ID, 1, 1), revision: 1 }));
    const [, init] = calls.mock.calls.find(([url]) => String(url).endsWith('/issue'))!;
    calls.mockRestore();
    const { fields } = JSON.parse(String(init!.body)) as Payload;
    expect(fields.issuetype).toEqual({ name: 'Incident' });
    expect(fields.components).toEqual([{ name: 'Checkout' }]);
    expect(fields.labels).toEqual(expect.arrayContaining([`slo-${ID}`, 'slo:orders']));
    expect(JSON.stringify(fields.description)).toContain(`"href":"${PAGE}"`);
  },
);
