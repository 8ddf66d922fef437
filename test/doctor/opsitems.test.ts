import type { Patient } from '../../lib/doctor';
import { examineOpsItems } from '../../lib/doctor/opsitems';
import { FakeOpsItems } from '../../lib/local/fakes/opsitems';

process.env.AWS_REGION ??= 'eu-west-3';
process.env.AWS_ACCESS_KEY_ID = 'test';
process.env.AWS_SECRET_ACCESS_KEY = 'very-secret-value';
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

describe('the doctor at OpsItems', () => {
  let fake: FakeOpsItems;
  beforeEach(async () => {
    fake = await FakeOpsItems.start();
  });
  afterEach(() => fake.stop());

  const examine = (settings: Record<string, string> = { apiUrl: fake.url }) => {
    const config = { name: 'tickets', kind: 'opsitems', audience: 'engineers' as const, settings };
    const patient: Patient = { config, secret: {}, timeoutMs: 10_000, now: 0 };
    return examineOpsItems(patient);
  };

  it('finds nothing where OpsItems may be listed, and leaves everything as it was', async () => {
    expect(await examine()).toEqual([]);
    expect(fake.objects()).toEqual([]);
  });

  it('says whose credentials may not list, and how to ask about the role of deliver', async () => {
    fake.denied = new Set(['DescribeOpsItems']);
    const found = await examine();
    expect(found).toMatchObject([
      {
        id: 'permission-missing',
        level: 'error',
        message: expect.stringContaining('AccessDeniedException'),
        remedy: expect.stringMatching(
          /credentials of this shell, and the role of the function deliver may do other.*simulate-principal-policy/,
        ),
      },
    ]);
    expect(JSON.stringify(found)).not.toContain('very-secret');
  });

  it('says that nobody answers', async () => {
    const { url } = fake;
    await fake.stop();
    expect(await examine({ apiUrl: url })).toMatchObject([{ id: 'unreachable', level: 'error' }]);
  });

  it('says which setting is wrong', async () => {
    expect(await examine({ topicArn: 'tickets' })).toMatchObject([
      { id: 'settings-wrong', message: 'settings.topicArn: got "tickets", allowed is the ARN of an SNS topic' },
    ]);
  });
});
