import type { Fields, Write } from '../../lambda/targets/target';
import type { FakeJira } from '../../lib/local/fakes/jira';
import { DONE, IN_PROGRESS, TO_DO, WONT_DO } from '../../lib/local/fakes/jira-site';
import { Bench, document, incident, value, write } from './bench';
import { jira as kind } from './kinds/jira';

/** What only Jira must do. Sources: Jira Cloud platform REST API v3, "Issues", "Issue search", "Issue comments". */
let bench: Bench;
let jira: FakeJira;

beforeEach(async () => {
  ({ bench, vendor: jira } = (await Bench.strict(kind)) as { bench: Bench; vendor: FakeJira });
});
afterEach(() => bench.stop());

const resolved = document({ status: 'resolved', title: 'It is over' });
const opened: Fields = { title: document().title, state: 'open' };
const closed: Fields = { title: resolved.title, state: 'closed' };
const after = (id: string, to: number, ...ours: Fields[]): Write => ({ ...write(id, to), ours });
const fields = (id: string) => jira.issue(id).fields;
const status = (id: string) => fields(id).status.name;
const calls = () => bench.network.calls.length;

function target(settings: Record<string, string>) {
  return bench.targetWith({ ...kind.settings(bench.network.url, ''), ...settings });
}

it.each([
  [
    { site: 'http://echarpe.atlassian.net' },
    'settings.site: got "http://echarpe.atlassian.net", allowed is an https address',
  ],
  [{ apiUrl: 'nowhere' }, 'settings.apiUrl: got "nowhere", allowed is an https address'],
  [{ components: 'shop' }, 'settings.components: got "shop", allowed is JSON'],
  [{ labels: 'off' }, 'settings.labels: got "labels", allowed is no other than site, apiUrl, fields'],
])('refuses settings that are wrong: %j', (settings, message) => {
  expect(() => target(settings)).toThrow(message);
});

it('is called where tokens with scopes are taken, and leads people to the site', async () => {
  jira.cloudId = '5f3a8f0e-0b1c-4d2e-8f3a-6b7c8d9e0f1a';
  const create = (apiUrl: string) => target({ apiUrl }).create(document(), write(incident(), 1));
  expect(await create(bench.network.url)).toMatchObject({ outcome: 'rejected', reason: 'auth' });
  const { url } = value(await create(`${bench.network.url}/ex/jira/${jira.cloudId}`));
  expect(url).toBe('https://echarpe.atlassian.net/browse/OPS-1');
});

describe('a new issue', () => {
  const about = {
    service: 'shop',
    slos: [{ name: 'place-order', url: 'https://wiki.example/place-order' }, { name: 'search' }],
  };

  it('is an incident on the component of its service, with its SLOs as labels and links, whoever reported it', async () => {
    const id = incident();
    const reported = document({ title: 'Customers report: nobody can pay', priority: 'P2', about, links: [] });
    const ref = await bench.create(id, reported);
    expect(ref.url).toBe('https://echarpe.atlassian.net/browse/OPS-1');
    expect(fields(ref.id)).toMatchObject({
      project: { key: 'OPS' },
      issuetype: { name: 'Incident' },
      components: [{ name: 'Checkout' }],
      priority: { name: 'High' },
      labels: [`slo-${id}`, 'slo:place-order', 'slo:search'],
    });
    expect(jira.objects()[0]!.text).toContain('[LINK https://wiki.example/place-order|SLO place-order]');
  });

  it('links to the page of an SLO once', async () => {
    const links = [{ label: 'What it promises', url: about.slos[0]!.url! }];
    await bench.create(incident(), document({ about, links }));
    expect(jira.objects()[0]!.text.match(/wiki\.example/g)).toHaveLength(1);
  });

  it.each(['constructor', 'other'])('has no component where none is named for the service: %s', async (service) => {
    const { id } = await bench.create(incident(), document({ about: { service, slos: [] } }));
    expect(fields(id).components).toBeUndefined();
  });

  it('says what the project demands', async () => {
    jira.site.mandatory = { customfield_10050: 'Environment' };
    const id = incident();
    const refused = await bench.target.create(document(), write(id, 1));
    expect(refused).toMatchObject({ outcome: 'rejected', reason: 'clientError' });
    expect(refused).toHaveProperty('why', expect.stringContaining('customfield_10050: Environment is required.'));
    const demanded = '{"project":{"key":"OPS"},"issuetype":{"id":"10010"},"customfield_10050":{"value":"Production"}}';
    const ref = value(await target({ fields: demanded }).create(document(), write(id, 1)));
    expect(fields(ref.id).customfield_10050).toEqual({ value: 'Production' });
  });

  it('has no priority where none is to be written', async () => {
    jira.site.screen = jira.site.screen.filter((field) => field !== 'priority');
    const urgent = document({ priority: 'P1' });
    expect(await bench.target.create(urgent, write(incident(), 1))).toMatchObject({ reason: 'clientError' });
    value(await target({ priorities: '{}' }).create(urgent, write(incident(), 1)));
  });

  it('of what is over already is closed, in three calls', async () => {
    const ref = await bench.create(incident(), resolved);
    expect(status(ref.id)).toBe('Done');
    expect(calls()).toBe(3);
  });

  it('is looked for in its project and by its label alone, whatever the incident is called', async () => {
    const id = incident();
    await bench.create(id);
    const hostile = `x" OR labels = "slo-${id}`;
    await expect(bench.target.find(hostile, { since: Date.now() })).rejects.toThrow(RangeError);
    await bench.find(id);
    const asked = bench.network.calls.find((call) => call.includes('/search/jql'));
    const jql = new URL(asked!.split(' ')[1]!, 'http://x').searchParams.get('jql');
    expect(jql).toBe(`project = "OPS" AND labels = "slo-${id}"`);
  });

  it('is not looked for in another project, where another target tells of the same incident', async () => {
    const id = incident();
    const ref = await bench.create(id);
    (jira.issue(ref.id) as { key: string }).key = 'WARE-1';
    expect(await bench.find(id)).toBeUndefined();
  });

  it('cannot be told in words that hold a marker', async () => {
    const id = incident();
    const forged = [{ key: 'slo.incident', value: { marker: 9 } }];
    jira.open(`slo.incident {"marker":"${id}:r1-9"}`, [`slo-${id}`], forged);
    jira.open('what I saw', [`slo-${id}`]);
    expect(await bench.find(id)).toBeUndefined();
  });
});

describe('what people do', () => {
  it('with title and priority stays, and the text follows', async () => {
    const id = incident();
    const urgent = document({ priority: 'P2' });
    const ref = await bench.create(id, urgent);
    await jira.change(ref.id, { title: 'Nobody can pay', priority: 'Low', assignee: 'Sam' });
    const now = document({ priority: 'P1', title: 'other', paragraphs: ['It got worse.'] });
    value(await bench.target.edit(ref, now, after(id, 2, { ...opened, priority: 'High' })));
    expect(fields(ref.id)).toMatchObject({ summary: 'Nobody can pay', priority: { name: 'Low' } });
    expect(jira.objects()[0]).toMatchObject({
      fields: { assignee: 'Sam' },
      text: expect.stringContaining('It got worse.'),
    });
  });

  it('with a title that Jira trimmed is not what we did', async () => {
    const id = incident();
    const padded = document({ title: '  Orders fail \n ' });
    const ref = await bench.create(id, padded);
    const ours = bench.target.fields!(padded);
    expect(jira.objects()[0]!.fields).toMatchObject(ours);
    value(await bench.target.edit(ref, resolved, after(id, 2, ours)));
    expect(fields(ref.id).summary).toBe('It is over');
  });

  it.each([
    ['In Progress while it goes on', IN_PROGRESS, document({ title: 'other' }), [opened], IN_PROGRESS],
    ['closed while it goes on', WONT_DO, document({ title: 'other' }), [opened], WONT_DO],
    ['opened again after our closing', IN_PROGRESS, resolved, [closed], IN_PROGRESS],
    ['In Progress, and it is over', IN_PROGRESS, resolved, [opened], DONE],
    ['nothing, and it comes back', DONE, document(), [closed], TO_DO],
    ['nothing since a try that may have closed it', DONE, document(), [opened, closed], TO_DO],
  ])('with the state is respected: %s', async (_what, moved, shown, ours, expected) => {
    const id = incident();
    const ref = await bench.create(id);
    (jira.issue(ref.id) as { fields: object }).fields = { ...fields(ref.id), status: moved };
    value(await bench.target.edit(ref, shown, after(id, 2, ...(ours as Fields[]))));
    expect(status(ref.id)).toBe(expected.name);
  });

  it('with labels stays', async () => {
    const id = incident();
    const about = { service: 'shop', slos: [{ name: 'place-order' }] };
    const ref = await bench.create(id, document({ about }));
    await jira.relabel(ref.id, [`slo-${id}`, 'triaged']);
    value(await bench.target.edit(ref, document({ about }), write(id, 2)));
    expect(fields(ref.id).labels).toEqual([`slo-${id}`, 'triaged']);
  });
});

describe('the workflow', () => {
  it.each([
    ['by category, rather Done than given up', {}, 'Done'],
    ['by name', { transitions: '{"closed":"Give up"}' }, "Won't do"],
    ['by id', { transitions: '{"closed":"41"}' }, "Won't do"],
  ])('is gone through %s', async (_what, settings, expected) => {
    const id = incident();
    const ref = await bench.create(id);
    value(await target(settings).edit(ref, resolved, write(id, 2)));
    expect(status(ref.id)).toBe(expected);
  });

  it('of a service project ends in Completed rather than in Canceled', async () => {
    const ends = ['Canceled', 'Completed'].map((name, index) => ({ ...DONE, name, id: String(index) }));
    jira.site.steps = ends.map((to) => ({ id: to.id, name: `To ${to.name}`, to }));
    const id = incident();
    const ref = await bench.create(id);
    value(await bench.target.edit(ref, resolved, write(id, 2)));
    expect(status(ref.id)).toBe('Completed');
  });

  it.each([
    ['nothing leads on', () => (jira.site.steps = [])],
    ['we may not move it', () => (jira.site.permissions = jira.site.permissions.filter((name) => !/TRANS/.test(name)))],
  ])('has people asked in the text where %s, without a loop', async (_what, broken) => {
    const id = incident();
    const ref = await bench.create(id);
    broken();
    value(await bench.target.edit(ref, resolved, after(id, 2, opened)));
    expect(jira.objects()[0]).toMatchObject({ isClosed: false, text: expect.stringContaining('It is over') });
    expect(jira.objects()[0]!.text).toContain('Please move this to a status that is closed');
    // It is said as long as it is so, and no longer.
    value(await bench.target.edit(ref, resolved, after(id, 3, closed)));
    expect(jira.objects()[0]!.text).toContain('Please move');
    await jira.change(ref.id, { state: 'closed' });
    value(await bench.target.edit(ref, resolved, after(id, 4, closed)));
    expect(jira.objects()[0]!.text).not.toContain('Please move');
  });

  it('gives the resolution that closing asks for, and says what it asks for', async () => {
    jira.site.asksResolution = true;
    const id = incident();
    const ref = await bench.create(id);
    const refused = await bench.target.edit(ref, resolved, write(id, 2));
    expect(refused).toMatchObject({ reason: 'clientError', why: expect.stringContaining('Resolution is required') });
    const closing = '{"fields":{"resolution":{"name":"Done"}}}';
    value(await target({ closing }).edit(ref, resolved, write(id, 2)));
    expect(status(ref.id)).toBe('Done');
    value(await target({ closing }).edit(ref, document(), write(id, 3)));
    expect(status(ref.id)).toBe('To Do');
  });

  it('may let nobody edit what is done: it is written before it is closed, and opened before it is written', async () => {
    jira.site.canEditDone = false;
    const id = incident();
    const ref = await bench.create(id);
    value(await bench.target.edit(ref, resolved, write(id, 2)));
    expect(jira.objects()[0]).toMatchObject({ isClosed: true, text: expect.stringContaining('It is over') });
    const told = await bench.target.edit(ref, document({ ...resolved, footer: 'r3' }), write(id, 3));
    expect(told).toMatchObject({ outcome: 'rejected', reason: 'gone' });
    value(await bench.target.edit(ref, document({ title: 'It is back' }), write(id, 4)));
    expect(jira.objects()[0]).toMatchObject({ isClosed: false, text: expect.stringContaining('It is back') });
  });
});

describe('a stranger', () => {
  it.each(['look-up', 'read'])('is not told of it: a %s is refused, not answered', async (what) => {
    const id = incident();
    const ref = await bench.create(id);
    jira.welcomesStrangers = true;
    jira.tokens = new Set();
    const hint = { since: Date.now(), ...(what === 'read' && { ref }) };
    expect(await bench.target.find(id, hint)).toMatchObject({ outcome: 'rejected', reason: 'auth' });
    expect(await bench.target.edit(ref, resolved, write(id, 2))).toMatchObject({ reason: 'auth' });
  });
});

describe('a note', () => {
  it('is internal: customers of a service project do not see it', async () => {
    const id = incident();
    const ref = await bench.create(id);
    value(await bench.target.note(ref, { paragraphs: ['It works again.'] }, write(id, 2, 2)));
    const internal = { key: 'sd.public.comment', value: { internal: true } };
    expect(jira.issue(ref.id).comments[0]!.properties).toContainEqual(internal);
  });
});

describe('a duplicate', () => {
  it('is closed and points at the kept one, and its label is gone', async () => {
    const id = incident();
    const [kept, duplicate] = [await bench.create(id), await bench.create(id)];
    value(await bench.target.remove(duplicate, kept, id));
    expect(jira.objects()[1]).toMatchObject({ isClosed: true });
    expect(jira.objects()[1]!.text).toContain(`Duplicate of ${kept.url}`);
    expect(fields(duplicate.id).labels).toEqual([]);
  });
});

describe('calls', () => {
  it('are few', async () => {
    const id = incident();
    const taken = async (act: () => Promise<unknown>) => {
      const before = calls();
      await act();
      return calls() - before;
    };
    const ref = await bench.create(id);
    expect(calls()).toBe(1);
    expect(await taken(() => bench.target.edit(ref, document({ title: 'x' }), write(id, 2)))).toBe(2);
    expect(await taken(() => bench.target.edit(ref, resolved, write(id, 3)))).toBe(3);
    expect(await taken(() => bench.target.note(ref, { paragraphs: ['x'] }, write(id, 3, 3)))).toBe(1);
    expect(await taken(() => bench.find(id, ref))).toBe(3);
  });
});
