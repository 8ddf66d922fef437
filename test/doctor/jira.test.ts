import { FakeJira } from '../../lib/local/fakes/jira';
import { found, named, TOKEN } from './patient';

let jira: FakeJira;

beforeEach(async () => {
  jira = await FakeJira.start();
  jira.tokens = new Set([TOKEN]);
});
afterEach(() => jira.stop());

const secret = { email: 'incidents@echarpe.example', apiToken: TOKEN };
const PRIORITIES = '{"P1":"Highest","P2":"High","P3":"Medium","P4":"Low"}';

function project(more: object = {}, key = 'OPS', type: object = { name: 'Incident' }): string {
  return JSON.stringify({ ...more, project: { key }, issuetype: type });
}

function examined(settings: Record<string, string> = {}) {
  const standard = {
    site: 'https://echarpe.atlassian.net',
    apiUrl: jira.url,
    fields: project(),
    priorities: PRIORITIES,
  };
  return found('jira', { settings: { ...standard, ...settings }, secret });
}

/** An open issue, by which Jira tells its transitions. */
async function withIssue(): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${secret.email}:${TOKEN}`).toString('base64')}`;
  const fields = {
    ...JSON.parse(project()),
    summary: 'x',
    ...Object.fromEntries(Object.keys(jira.site.mandatory).map((id) => [id, 'x'])),
  };
  const headers = { authorization, 'content-type': 'application/json' };
  const made = await fetch(`${jira.url}/rest/api/3/issue`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ fields }),
  });
  expect(made.status).toBe(201);
}

const without = (all: readonly string[], ...names: string[]) => all.filter((name) => !names.includes(name));

it('finds nothing where all is well', async () => {
  await withIssue();
  expect(await examined()).toEqual([]);
  expect(await examined({ components: '{"shop":"Checkout"}', transitions: '{"closed":"Finish"}' })).toEqual([]);
  expect(await examined({ fields: project({}, 'OPS', { id: '10010' }) })).toEqual([]);
});

it('says what cannot be known while there is no open issue', async () => {
  expect(named(await examined())).toEqual(['warning transition-unknown']);
});

it.each<[what: string, broken: (jira: FakeJira) => void, expected: string[]]>([
  ['a token that was revoked', (jira) => (jira.tokens = new Set()), ['error token-refused']],
  [
    'a token that was revoked, where strangers are welcome',
    (jira) => Object.assign(jira, { tokens: new Set(), welcomesStrangers: true }),
    ['error token-refused'],
  ],
  ['a token with scopes, without cloudId', (jira) => (jira.cloudId = 'a-site'), ['error token-refused']],
  ['a project that is hidden', ({ site }) => (site.permissions = []), ['error project-missing']],
  ['a project that is archived', (jira) => (jira.isArchived = true), ['error project-archived']],
  [
    'missing permissions',
    ({ site }) => (site.permissions = without(site.permissions, 'EDIT_ISSUES', 'ADD_COMMENTS')),
    ['error permission-missing'],
  ],
  [
    'no type of incidents',
    ({ site }) => (site.issueTypes = [{ id: '10001', name: 'Task' }]),
    ['error issue-type-missing'],
  ],
  [
    'labels and priority that are not on the screen',
    ({ site }) => (site.screen = without(site.screen, 'labels', 'priority')),
    ['error field-not-on-screen', 'error field-not-on-screen'],
  ],
  [
    'labels that cannot be edited',
    ({ site }) => (site.editScreen = without(site.screen, 'labels')),
    ['error field-not-on-screen'],
  ],
  [
    'a priority of another name',
    ({ site }) => (site.priorities = ['P1', 'Highest', 'High', 'Medium']),
    ['error priority-missing'],
  ],
  [
    'a mandatory field',
    ({ site }) => (site.mandatory = { customfield_10050: 'Environment' }),
    ['error field-mandatory'],
  ],
  ['a workflow without an end', ({ site }) => (site.steps = site.steps.slice(0, 2)), ['error transition-missing']],
  ['closing that asks for a resolution', ({ site }) => (site.asksResolution = true), ['error transition-demands']],
])('finds %s', async (_what, broken, expected) => {
  await withIssue();
  broken(jira);
  expect(named(await examined())).toEqual(expected);
});

it.each<[what: string, settings: Record<string, string>, broken: (jira: FakeJira) => void, expected: string[]]>([
  ['another project', { fields: project({}, 'SHOP') }, () => {}, ['error project-missing']],
  ['another component', { components: '{"shop":"Shop"}' }, () => {}, ['error component-missing']],
  ['another transition', { transitions: '{"closed":"Resolve"}' }, () => {}, ['error transition-missing']],
  [
    'a mandatory field that is given',
    { fields: project({ customfield_10050: 1 }) },
    ({ site }) => (site.mandatory = { customfield_10050: 'E' }),
    [],
  ],
  [
    'no priority where there is none',
    { priorities: '{}' },
    ({ site }) => (site.screen = without(site.screen, 'priority')),
    [],
  ],
  [
    'a resolution that is given',
    { closing: '{"fields":{"resolution":{"name":"Done"}}}' },
    ({ site }) => (site.asksResolution = true),
    [],
  ],
  ['no Jira', { apiUrl: 'http://127.0.0.1:9' }, () => {}, ['error unreachable']],
  ['settings that are none', { fields: '{}' }, () => {}, ['error not-examined']],
])('looks at what is set: %s', async (_what, settings, broken, expected) => {
  await withIssue();
  broken(jira);
  expect(named(await examined(settings))).toEqual(expected);
});

it('names what is there, and what to do', async () => {
  await withIssue();
  jira.site.mandatory = { customfield_10050: 'Environment' };
  jira.site.permissions = without(jira.site.permissions, 'EDIT_ISSUES');
  const said = (await examined({ transitions: '{"closed":"Resolve"}' })).map(
    ({ message, remedy }) => `${message} → ${remedy}`,
  );
  expect(said[0]).toContain('without Edit Issues in OPS');
  expect(said[1]).toContain('customfield_10050 ("Environment")');
  expect(said[1]).toContain('fields: { customfield_10050: … }');
  expect(said[2]).toContain('Begin, Give up, Finish');
});

it.each([
  ['types and fields of issues', /createmeta\/OPS\/issuetypes\?/],
  ['fields of new issues', /issuetypes\/\d+\?/],
  ['open issues', /search\/jql/],
  ['transitions', /\/transitions/],
  ['fields of edits', /\/editmeta/],
  ['components', /\/components/],
])('says of what Jira does not tell now that it was not checked: %s', async (what, path) => {
  await withIssue();
  const real = globalThis.fetch;
  const down = async (url: string, init: RequestInit) =>
    path.test(url) ? new Response('{}', { status: 500 }) : real(url, init);
  const spied = jest.spyOn(globalThis, 'fetch').mockImplementation(down as typeof fetch);
  const symptoms = await examined({ components: '{"shop":"Checkout"}' }).finally(() => spied.mockRestore());
  expect(named(symptoms)).toEqual(['warning not-checked']);
  expect(symptoms[0]!.message).toContain(`for the ${what}, allowed is a list`);
});

it('changes nothing', async () => {
  await withIssue();
  const before = JSON.stringify(jira.tickets());
  await examined();
  expect(JSON.stringify(jira.tickets())).toBe(before);
});
