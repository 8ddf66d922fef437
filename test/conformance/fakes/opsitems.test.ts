import { FakeOpsItems } from '../../../lib/local/fakes/opsitems';

/** The conformance suite proves something only if the fake refuses what OpsCenter refuses: limits and exceptions of its API reference. */
describe('the strict OpsCenter', () => {
  let fake: FakeOpsItems;
  beforeEach(async () => {
    fake = await FakeOpsItems.start(() => Date.parse('2026-11-14T20:00:00Z'));
  });
  afterEach(() => fake.stop());

  const signedFor = (service: string) =>
    `AWS4-HMAC-SHA256 Credential=AKID/20260102/eu-west-3/${service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`;
  const call = async (operation: string, body: object, authorization = signedFor('ssm')) => {
    const headers = {
      'x-amz-date': '20260102T030405Z',
      'x-amz-target': `AmazonSSM.${operation}`,
      'content-type': 'application/x-amz-json-1.1',
      authorization,
    };
    const response = await fetch(fake.url, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as Record<string, unknown>;
  };
  const ITEM = { Title: 't', Source: 's', Description: 'd' };
  const create = (change: object = {}) => call('CreateOpsItem', { ...ITEM, ...change });
  const data = (key: string, Value: string, Type = 'SearchableString') => ({
    OperationalData: { [key]: { Value, Type } },
  });
  const dedup = (dedupString: string) => data('/aws/dedup', JSON.stringify({ dedupString }));

  it.each([
    ['1,024 characters in a title', { Title: 'x'.repeat(1024) }, undefined],
    ['1,025 characters in a title', { Title: 'x'.repeat(1025) }, 'ValidationException'],
    ['no title', { Title: '' }, 'ValidationException'],
    ['no source', { Source: undefined }, 'ValidationException'],
    ['2,048 characters in a description', { Description: 'x'.repeat(2048) }, undefined],
    ['2,049 characters in a description', { Description: 'x'.repeat(2049) }, 'ValidationException'],
    ['severity 5', { Severity: '5' }, 'OpsItemInvalidParameterException'],
    ['priority 6', { Priority: 6 }, 'ValidationException'],
    ['20 KB in a value', data('slo/x', 'x'.repeat(20_480), 'String'), undefined],
    ['more than 20 KB in a value', data('slo/x', 'é'.repeat(10_241), 'String'), 'OpsItemInvalidParameterException'],
    ['a key of AWS', data('aws/x', 'x'), 'OpsItemInvalidParameterException'],
    ['a key of 129 characters', data('x'.repeat(129), 'x'), 'OpsItemInvalidParameterException'],
    ['a value of another type', data('slo/x', 'x', 'Number'), 'OpsItemInvalidParameterException'],
  ])('answers to %s', async (_what, change, type) => {
    expect((await create(change)).__type).toBe(type);
  });

  it('takes a second one of the same deduplication string only when the first is resolved, whatever its letters', async () => {
    const { OpsItemId } = await create(dedup('slo-inc-1'));
    const again = { __type: 'OpsItemAlreadyExistsException', OpsItemId };
    expect(await create(dedup('SLO-inc-1'))).toMatchObject(again);
    await call('UpdateOpsItem', { OpsItemId, Status: 'InProgress' });
    expect(await create(dedup('slo-inc-1'))).toMatchObject(again);
    await call('UpdateOpsItem', { OpsItemId, Status: 'Resolved' });
    expect((await create(dedup('slo-inc-1'))).OpsItemId).not.toBe(OpsItemId);
    expect((await call('UpdateOpsItem', { OpsItemId, ...dedup('other') })).__type).toBe(
      'OpsItemInvalidParameterException',
    );
  });

  it('searches what is searchable, shows that alone, and pages', async () => {
    for (let n = 0; n < 51; n += 1) await create(data('slo/incident', 'inc-1'));
    await create(data('slo/incident', 'inc-1', 'String'));
    const filter = (value: string, Operator = 'Equal') => ({
      OpsItemFilters: [{ Key: 'OperationalData', Operator, Values: [JSON.stringify({ key: 'slo/incident', value })] }],
    });
    const first = await call('DescribeOpsItems', filter('inc-1'));
    expect(first.OpsItemSummaries).toHaveLength(50);
    const second = await call('DescribeOpsItems', { ...filter('inc-1'), NextToken: first.NextToken });
    expect(second.OpsItemSummaries).toHaveLength(1);
    expect(second.NextToken).toBeUndefined();
    expect((await call('DescribeOpsItems', filter('inc-2'))).OpsItemSummaries).toEqual([]);
    expect((await call('DescribeOpsItems', filter('inc-1', 'Contains'))).__type).toBe(
      'OpsItemInvalidParameterException',
    );
  });

  it('refuses who does not sign or may not, what is not there, and what it does not know', async () => {
    for (const other of ['Bearer x', signedFor('sns')])
      expect((await call('CreateOpsItem', ITEM, other)).__type).toBe('MissingAuthenticationToken');
    fake.denied = new Set(['GetOpsItem']);
    expect((await call('GetOpsItem', { OpsItemId: 'oi-000000000001' })).__type).toBe('AccessDeniedException');
    const update = { OpsItemId: 'oi-000000000001', Status: 'Open' };
    expect((await call('UpdateOpsItem', update)).__type).toBe('OpsItemNotFoundException');
    expect((await call('StartOpsItem', {})).__type).toBe('UnknownOperationException');
    fake.isFull = true;
    expect((await create()).__type).toBe('OpsItemLimitExceededException');
  });

  it('is a ticket as people see it', async () => {
    const { OpsItemId } = await create({ Severity: '2', Priority: 3, Category: 'Availability' });
    await call('UpdateOpsItem', { OpsItemId, ...data('slo/note/r2-3', 'It works again.', 'String') });
    expect(fake.tickets()).toMatchObject([
      {
        name: OpsItemId,
        state: 'Open',
        labels: ['Severity 2', 'Priority 3', 'Availability'],
        comments: ['It works again.'],
        commentedAt: ['2026-11-14T20:00:00.000Z'],
      },
    ]);
  });
});
