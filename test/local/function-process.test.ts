import { lonelyFunction, THEN } from './bundle';

describe('a function in its process', () => {
  it('is loaded and invoked in virtual time, with Date in all its forms', async () => {
    const { fn } = lonelyFunction(`
      import { statSync } from 'node:fs';
      const loadedAt = new Date().toISOString();
      export const handler = async () => ({
        loadedAt, now: Date.now(), constructed: new Date().getTime(), text: Date().slice(0, 15), given: new Date(5).getTime(),
        later: new (new Date().constructor)().getTime(), native: statSync('.').mtime instanceof Date,
      });`);
    await fn.start(THEN);
    const { answer } = (await fn.invoke({}, THEN + 3_600_000)) as { answer: Record<string, unknown> };
    expect(answer).toMatchObject({ text: 'Sun Sep 09 2001', given: 5, native: true });
    expect(answer.loadedAt).toMatch(/^2001-09-09T01:46:4/);
    for (const key of ['now', 'constructed', 'later']) {
      const late = Number(answer[key]) - (THEN + 3_600_000);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThan(60_000);
    }
  });

  it('knows how much of its timeout is left', async () => {
    const { fn } = lonelyFunction(
      'export const handler = async (_, context) => context.getRemainingTimeInMillis();',
      7,
    );
    const { answer } = (await fn.invoke({}, THEN)) as { answer: number };
    expect(answer).toBeGreaterThan(0);
    expect(answer).toBeLessThanOrEqual(7000);
  });

  it('gets a trace of its own with each invocation, and the same ones when it runs again', async () => {
    const traces = async () => {
      const { fn } = lonelyFunction('export const handler = async () => process.env._X_AMZN_TRACE_ID;');
      return [await fn.invoke({}, THEN), await fn.invoke({}, THEN)].map(
        (ended) => (ended as { answer: string }).answer,
      );
    };
    const first = await traces();
    // The request began at THEN, 1,000,000,000 seconds: hexadecimal 3b9aca00.
    for (const header of first) expect(header).toMatch(/^Root=1-3b9aca00-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1$/);
    expect(first[0]).not.toBe(first[1]);
    expect(await traces()).toEqual(first);
  });

  it('gets nothing of the environment of whoever started it', async () => {
    process.env.AWS_PROFILE = 'real';
    process.env.SOME_TOKEN = 'real';
    try {
      const { fn } = lonelyFunction('export const handler = async () => Object.values(process.env);');
      const { answer } = (await fn.invoke({}, THEN)) as { answer: string[] };
      expect(answer).toContain('lonely');
      expect(answer).not.toContain('real');
    } finally {
      delete process.env.AWS_PROFILE;
      delete process.env.SOME_TOKEN;
    }
  });

  it.each([
    ['runs into its timeout', 'hang', /^Task timed out after 1 seconds$/],
    ['exits', 'exit', /^Runtime exited: the process ended with 3$/],
    ['throws', 'throw', /^TypeError: no table$/],
  ])('that %s has failed, and the invocation that waits behind it has not', async (_what, how, error) => {
    const { fn, log } = lonelyFunction(
      `export const handler = async ({ how }) => {
        if (how === 'hang') await new Promise((resolve) => setTimeout(resolve, 60_000));
        if (how === 'exit') process.exit(3);
        if (how === 'throw') throw new TypeError('no table');
        return 'fine';
      };`,
      1,
    );
    const results = await Promise.all([fn.invoke({ how }, THEN), fn.invoke({}, THEN)]);
    expect(results).toEqual([{ error: expect.stringMatching(error) }, { answer: 'fine' }]);
    const failed = log.filter(({ message }) => message?.message === 'invocation failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]!.message!.why).toMatch(error);
  });

  it('is heard to its last line, though it dies in the middle of it', async () => {
    const { fn, log } = lonelyFunction(
      `export const handler = async () => { process.stdout.write('half a line', () => process.exit(1)); await new Promise(() => undefined); };`,
    );
    await fn.invoke({}, THEN);
    await until(() => log.some(({ text }) => text === 'half a line'));
  });

  it('keeps characters whole that come in two pieces, and messages that are objects', async () => {
    const { fn, log } = lonelyFunction(`export const handler = async () => {
      const bytes = Buffer.from('h\\u00e9\\n');
      process.stdout.write(bytes.subarray(0, 2));
      await new Promise((resolve) => setTimeout(resolve, 50));
      process.stdout.write(bytes.subarray(2));
      console.info({ message: 'delivered', writes: [1] });
    };`);
    await fn.invoke({}, THEN);
    await until(() => log.length >= 2);
    expect(log[0]!.text).toBe('h\u00e9');
    expect(log[1]!.message).toEqual({ message: 'delivered', writes: [1] });
  });

  it.each([
    ['throws', "throw new TypeError('no table');", /TypeError: no table/],
    ['exits', 'process.exit(4);', /its process ended with 4/],
    ['is not JavaScript', 'const = ;', /UserCodeSyntaxError/],
    ['has no handler', 'export const other = 1;', /HandlerNotFound/],
  ])('whose bundle %s at start says so, and is no process afterwards', async (_what, source, why) => {
    const { fn } = lonelyFunction(source);
    const error: Error = await fn.start(THEN).then(
      () => new Error('it started'),
      (reason) => reason,
    );
    expect(error.message).toMatch(/^function lonely does not start: /);
    expect(error.message).toMatch(why);
    await fn.stop();
    expect(fn.pid).toBeUndefined();
  });

  it('answers with an error after it was stopped', async () => {
    const { fn } = lonelyFunction('export const handler = async () => 1;');
    await fn.start(THEN);
    await fn.stop();
    expect(await fn.invoke({}, THEN)).toEqual({ error: 'the runner has stopped' });
  });
});

async function until(met: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !met(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(met()).toBe(true);
}
