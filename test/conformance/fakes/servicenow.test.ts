import { FakeServiceNow } from '../../../lib/local/fakes/servicenow';

/** Documented rules of the Table API: targets' reference documentation, chapter 5. */
const PASSWORD = 'password';
const POLICY = 'Data Policy Exception: The following fields are mandatory';

describe('the strict ServiceNow', () => {
  let now = Date.parse('2026-11-22T10:00:00Z');
  let instance: FakeServiceNow;
  beforeEach(async () => {
    instance = await FakeServiceNow.start(() => now);
    instance.tokens = new Set([PASSWORD]);
  });
  afterEach(() => instance.stop());

  const basic = (password: string) => `Basic ${Buffer.from(`slo:${password}`).toString('base64')}`;
  const call = async (method: string, path: string, body?: object, authorization = basic(PASSWORD)) => {
    const response = await fetch(`${instance.url}/api/now/v2/table/${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { result?: never; error?: { message: string; detail: string } };
    return { ...answer, status: response.status };
  };
  const file = async (body: object = { short_description: 'x' }) => {
    const { result } = await call('POST', 'incident', body);
    return result as unknown as Record<string, string>;
  };

  it('lets in who has the password, and nobody else', async () => {
    expect(await call('GET', 'incident')).toEqual({ result: [], status: 200 });
    for (const other of [basic('other'), `Bearer ${PASSWORD}`, ''])
      expect(await call('GET', 'incident', undefined, other)).toMatchObject({
        status: 401,
        error: { message: 'User Not Authenticated' },
      });
  });

  it('issues tokens for client credentials that end after half an hour', async () => {
    const ask = (client_secret: string) =>
      fetch(`${instance.url}/oauth_token.do`, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'c', client_secret }),
      });
    expect((await ask('other')).status).toBe(401);
    const { access_token } = (await (await ask(PASSWORD)).json()) as { access_token: string };
    expect(await call('GET', 'incident', undefined, `Bearer ${access_token}`)).toMatchObject({ status: 200 });
    now += 1_800_000;
    expect(await call('GET', 'incident', undefined, `Bearer ${access_token}`)).toMatchObject({ status: 401 });
  });

  it('derives the priority, numbers records upwards and cuts what is too long in silence', async () => {
    const first = await file({ short_description: 'x'.repeat(161), impact: '2', urgency: '1' });
    const second = await file();
    expect(first).toMatchObject({ number: 'INC0010001', state: '1', active: 'true', priority: '2' });
    expect(first.short_description).toHaveLength(160);
    expect(second).toMatchObject({ number: 'INC0010002', priority: '5' });
  });

  it('ignores columns that there are not, and hides rows from who may not read them as if there were none', async () => {
    const { sys_id: id } = await file({ u_marker: 'ours' });
    expect((await call('GET', `incident/${id}`)).result).not.toHaveProperty('u_marker');
    instance.role = 'write';
    expect(await file()).toMatchObject({ number: 'INC0010002' });
    expect(await call('GET', 'incident')).toEqual({ result: [], status: 200 });
    expect(await call('GET', `incident/${id}`)).toMatchObject({ status: 404 });
  });

  it('asks for code and notes before it resolves', async () => {
    const { sys_id: id } = await file();
    expect(await call('PATCH', `incident/${id}`, { state: '6', close_code: 'Duplicate' })).toMatchObject({
      status: 403,
      error: { message: 'Operation Failed', detail: `${POLICY}: Resolution notes` },
    });
    const done = { state: '6', close_code: 'Duplicate', close_notes: '.' };
    expect(await call('PATCH', `incident/${id}`, done)).toMatchObject({ status: 200, result: { active: 'true' } });
  });

  it('asks for what a data policy makes mandatory', async () => {
    instance.mandatory = ['caller_id'];
    expect(await call('POST', 'incident', { short_description: 'x' })).toMatchObject({
      status: 403,
      error: { detail: `${POLICY}: caller_id` },
    });
  });

  it('takes nothing for what is closed or cancelled, nor from who has no role', async () => {
    const refused = { status: 403, error: { detail: 'ACL Exception Update Failed due to security constraints' } };
    const { sys_id: id } = await file();
    for (const state of ['7', '8']) {
      instance.set(id!, { state });
      expect(await call('PATCH', `incident/${id}`, { work_notes: '.' })).toMatchObject(refused);
    }
    instance.set(id!, { state: '1' });
    instance.role = 'read';
    expect(await call('PATCH', `incident/${id}`, { work_notes: '.' })).toMatchObject(refused);
    expect(await call('POST', 'incident', {})).toMatchObject({ status: 403 });
    instance.role = 'none';
    expect(await call('GET', 'incident')).toMatchObject({ status: 403, error: { message: 'User Not Authorized' } });
  });

  it('ignores a clause that it does not understand, and shows everything', async () => {
    await file({ correlation_id: 'a' });
    await file({ correlation_id: 'b' });
    const numbers = async (query: string) =>
      ((await call('GET', `incident?sysparm_query=${query}`)).result as unknown as { number: string }[]).length;
    expect(await numbers('correlation_id=a')).toBe(1);
    expect(await numbers('corelation_id=a')).toBe(2);
    expect(await numbers('nonsense')).toBe(2);
    expect(await numbers('correlation_idINa,b^ORDERBYnumber&sysparm_limit=1')).toBe(1);
  });

  it('shows a journal as one text, newest first, and only where display values are asked for', async () => {
    const { sys_id: id } = await file();
    await call('PATCH', `incident/${id}`, { work_notes: 'first' });
    await call('PATCH', `incident/${id}`, { work_notes: 'second' });
    const notes = async (query: string) =>
      (await call('GET', `incident/${id}?sysparm_fields=work_notes${query}`)).result as unknown as {
        work_notes: string;
      };
    expect((await notes('')).work_notes).toBe('');
    expect((await notes('&sysparm_display_value=true')).work_notes).toMatch(/\(Work notes\)\nsecond\n\n.*\nfirst\n/);
  });

  it('knows no other records, tables and paths', async () => {
    expect(await call('GET', 'incident/9d385017c611228701d22104cc95c371')).toMatchObject({
      status: 404,
      error: { message: 'No Record found' },
    });
    expect(await call('GET', 'incidents')).toMatchObject({
      status: 400,
      error: { message: 'Invalid table incidents' },
    });
    expect(await call('GET', 'incident/x/y')).toMatchObject({ status: 400 });
  });

  it('takes so many calls an hour', async () => {
    instance.callsPerHour = 2;
    const statuses = [];
    for (let at = 0; at < 3; at += 1) statuses.push((await call('GET', 'incident')).status);
    expect(statuses).toEqual([200, 200, 429]);
    now += 3_600_000;
    expect((await call('GET', 'incident')).status).toBe(200);
  });
});
