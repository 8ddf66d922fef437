import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Receivers copy these lines: they must take what is ours and nothing else. */
const PAGE = readFileSync(join(__dirname, '../../docs/targets/webhook.md'), 'utf8');
const SECRET = 'signing-secret';
const RAW = Buffer.from('{"title":"caf\u00e9 \u{1F9E3}"}');
const now = Math.floor(Date.now() / 1000);

const hmac = (raw: Buffer, t: number, secret = SECRET) =>
  createHmac('sha256', secret)
    .update(Buffer.concat([Buffer.from(`${t}.`), raw]))
    .digest('hex');

const CASES: readonly [what: string, header: string, isOurs: boolean][] = [
  ['ours', `t=${now},v1=${hmac(RAW, now)}`, true],
  ['ours, signed with two secrets', `t=${now},v1=${hmac(RAW, now, 'new')},v1=${hmac(RAW, now)}`, true],
  ['signed with another secret', `t=${now},v1=${hmac(RAW, now, 'other')}`, false],
  ['other words', `t=${now},v1=${hmac(Buffer.from('{}'), now)}`, false],
  ['another time', `t=${now + 1},v1=${hmac(RAW, now)}`, false],
  ['an old message', `t=${now - 360},v1=${hmac(RAW, now - 360)}`, false],
  ['no signature', '', false],
  ['half a signature', `t=${now},v1=${hmac(RAW, now).slice(0, 62)}`, false],
  ['nonsense', `v1,t,v1=\u00e9,t=x,=,v1=${'z'.repeat(64)}`, false],
];

function linesOf(language: string): string {
  return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(PAGE)![1]!;
}

describe('the receiver in JavaScript', () => {
  const isOurs = new Function('require', `${linesOf('js')}\nreturn isOurs;`)(require) as (
    raw: Buffer,
    header: string,
    secret: string,
  ) => boolean;

  it.each(CASES)('judges rightly: %s', (_what, header, expected) => {
    expect(isOurs(RAW, header, SECRET)).toBe(expected);
  });
});

const python = spawnSync('python3', ['--version']).status === 0;

describe('the receiver in Python', () => {
  (python ? it : it.skip)(`judges rightly${python ? '' : ' (skipped: there is no python3)'}`, () => {
    const judged = `[is_ours(bytes.fromhex("${RAW.toString('hex')}"), header, "${SECRET}") for header in json.loads(sys.stdin.read())]`;
    const program = `${linesOf('python')}\nimport json, sys\nprint(json.dumps(${judged}))`;
    const headers = JSON.stringify(CASES.map(([, header]) => header));
    const { stdout, stderr } = spawnSync('python3', ['-c', program], { input: headers, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(CASES.map(([, , expected]) => expected));
  });
});
