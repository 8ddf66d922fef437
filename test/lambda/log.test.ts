import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { measure } from '../../lambda/emf';
import { log } from '../../lambda/log';
import { loggedByRecordSignal } from '../support/record-signal-log';

const root = resolve(__dirname, '../..');
const TRACE = '1-5759e988-bd862e3fe1be46a994272793';

describe('the log of our functions', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    delete process.env._X_AMZN_TRACE_ID;
  });

  it.each(['info', 'warn', 'error'] as const)('says at level %s what is said, with the trace id', (level) => {
    process.env._X_AMZN_TRACE_ID = `Root=${TRACE};Parent=53995c3f42cd8ad8;Sampled=1`;
    const written = jest.spyOn(console, level).mockReturnValue();
    log[level]({ message: 'delivered', target: 'tickets' });
    expect(written.mock.calls).toEqual([[{ message: 'delivered', target: 'tickets', traceId: TRACE }]]);
  });

  it('says it without an id where there is no trace', () => {
    const written = jest.spyOn(console, 'info').mockReturnValue();
    log.info({ message: 'started' });
    expect(written.mock.calls).toEqual([[{ message: 'started' }]]);
  });

  it('has the trace id in its lines of metrics, too, where it makes no metric', () => {
    process.env._X_AMZN_TRACE_ID = `Root=${TRACE}`;
    const written = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    measure('prod', [{ name: 'Deliveries', value: 1, unit: 'Count' }], { Target: 'tickets' });
    const { _aws, traceId } = JSON.parse(String(written.mock.calls[0]![0]));
    expect(traceId).toBe(TRACE);
    expect(JSON.stringify(_aws)).not.toContain('traceId');
  });

  it('is written in one place: no function speaks past it', () => {
    const files = readdirSync(join(root, 'lambda'), { withFileTypes: true, recursive: true })
      .filter((file) => file.name.endsWith('.ts'))
      .map((file) => join(file.parentPath, file.name));
    const speaking = files.filter((file) => /\bconsole\b|\bstd(out|err)\b/.test(readFileSync(file, 'utf8')));
    expect(speaking.map((file) => file.slice(root.length + 1)).sort()).toEqual(['lambda/emf.ts', 'lambda/log.ts']);
  });
});

describe('a real invocation of a real bundle', () => {
  it('writes a line with the trace id of this invocation, and another id in the next', async () => {
    const said = await loggedByRecordSignal(2);
    expect(said.map(({ message }) => message)).toEqual(['signal not recorded', 'signal not recorded']);
    // The first part is the second in which the request began: 1,000,000,000 s, hexadecimal 3b9aca00.
    for (const { traceId } of said) expect(traceId).toMatch(/^1-3b9aca00-[0-9a-f]{24}$/);
    expect(new Set(said.map(({ traceId }) => traceId)).size).toBe(2);
  });
});
