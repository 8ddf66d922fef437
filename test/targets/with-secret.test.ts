import { withSecret } from '../../lambda/targets/with-secret';
import { ok, rejected } from '../../lib/model/contracts/target-result';

describe('a call with a secret', () => {
  const refusing = (good: string) => async (value: string) =>
    value === good ? ok(value) : rejected('auth', `refused "${value}"`);

  /** Answers with the values, the fresh ones when they are asked for. */
  const store = (kept: Record<string, string>, fresh = kept) => {
    const asked: boolean[] = [];
    const secret = async (isFresh = false) => {
      asked.push(isFresh);
      return isFresh ? fresh : kept;
    };
    return { secret, asked };
  };

  it('asks for nothing fresh while all is well', async () => {
    const { secret, asked } = store({ token: 'a' });
    expect(await withSecret(secret, 'token', refusing('a'))).toEqual(ok('a'));
    expect(asked).toEqual([false]);
  });

  it('asks once for a fresh secret when it is refused', async () => {
    const { secret, asked } = store({ token: 'a' }, { token: 'b' });
    expect(await withSecret(secret, 'token', refusing('b'))).toEqual(ok('b'));
    expect(asked).toEqual([false, true]);
  });

  it('does not call again with the value that was just refused', async () => {
    const calls: string[] = [];
    const { secret } = store({ token: 'a' });
    const result = await withSecret(secret, 'token', async (value) => {
      calls.push(value);
      return rejected('auth', 'no');
    });
    expect(result).toEqual(rejected('auth', 'no'));
    expect(calls).toEqual(['a']);
  });

  it('gives up when the fresh one is refused too', async () => {
    const { secret, asked } = store({ token: 'a' }, { token: 'b' });
    expect(await withSecret(secret, 'token', refusing('c'))).toEqual(rejected('auth', 'refused "[secret]"'));
    expect(asked).toEqual([false, true]);
  });

  it.each([
    ['is missing', {}],
    ['is empty', { botToken: '' }],
    ['holds a line break', { botToken: 'line-one\nb' }],
    ['ends with a line break', { botToken: 'hidden-value\n' }],
    ['is no ASCII', { botToken: 'caf\u00e9' }],
    ['is left as the placeholder with spaces', { botToken: 'put the token here' }],
  ])(
    'refuses, without a call and without saying it, a value that %s',
    async (_what, values: Record<string, string>) => {
      const { secret } = store(values);
      const call = jest.fn();
      const result = await withSecret(secret, 'botToken', call);
      expect(result).toMatchObject({ outcome: 'rejected', reason: 'auth' });
      expect(call).not.toHaveBeenCalled();
      if (values.botToken) expect(JSON.stringify(result)).not.toContain(values.botToken.slice(0, 6));
    },
  );

  it('says no value of the secret, also not another one or the half of one', async () => {
    const { secret } = store({ token: 'aaaa-token', other: 'bbbb-other', none: '' });
    const why = `aaaa-token and bbbb-other ${'.'.repeat(265)}aaaa-token`;
    const result = await withSecret(secret, 'token', async () => rejected('clientError', why));
    expect(result).toMatchObject({ why: expect.stringMatching(/^\[secret\] and \[secret\] \.+/) });
    expect(JSON.stringify(result)).not.toMatch(/aaaa|bbbb/);
    expect((result as { why: string }).why.length).toBeLessThanOrEqual(300);
  });
});
