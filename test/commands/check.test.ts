import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { check, findingsInWords } from '../../lib/commands/check';
import type { CheckDocument } from '../../lib/model/contracts/documents';
import { PLAIN } from '../../lib/render/style';
import { sloResources, writeAssembly, writeJson } from '../assembly/fixture';
import { ENTRY, entry, shop } from '../check/shop';
import { schemaFaults } from '../support/documents';

const root = resolve(__dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'cdk-slo-check-'));
afterAll(() => rmSync(scratch, { recursive: true }));
const NOW = Date.parse('2026-11-25T12:00:00Z');

/** What a terminal would obey, or would show in another order. A line's end is wanted. */
const COMMANDS = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;
const ESCAPES = '\u001b[2J\u001b]0;owned\u0007\u009b31m\u202e\r\n';

let files = 0;
function file(content: unknown, name = `template-${files++}.json`): string {
  const path = join(scratch, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const template = (Resources: object) => file({ Resources });
/** One error, one warning, one info. */
const faulty = template(shop({ routes: [], explanation: '', review: undefined }));
const at = (assembly: string, more: object = {}): CheckDocument => check({ assembly, ...more }, NOW);
const ids = (document: CheckDocument) => document.findings.map(({ id, level }) => `${level} ${id}`);

function slo(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'bin/slo.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('slo check', () => {
  it('is content with what is fine', () => {
    const document = at(template(shop()));
    expect(document).toEqual({ version: 1, ok: true, objectives: 1, findings: [] });
    expect(findingsInWords(document, PLAIN)).toBe('1 SLO checked: nothing found');
    expect(schemaFaults('check', document)).toEqual([]);
  });

  it('says the worst first, and "no" for an error alone', () => {
    const document = at(faulty);
    expect(ids(document)).toEqual(['error route-empty', 'warning explanation-missing', 'info review-missing']);
    expect(document.ok).toBe(false);
    expect(schemaFaults('check', document)).toEqual([]);
    const [{ what, got, allowed, message }] = document.findings as [CheckDocument['findings'][number]];
    expect(message).toBe(`${what}: got ${got}, allowed ${allowed}`);
  });

  it('accepts what is ignored, and with --strict no warning', () => {
    const without = ['route-empty'];
    expect(at(faulty, { ignore: without }).ok).toBe(true);
    expect(at(faulty, { ignore: without, strict: true }).ok).toBe(false);
    const more = at(faulty, { ignore: [...without, 'explanation-missing'], strict: true });
    expect({ ok: more.ok, ids: ids(more) }).toEqual({ ok: true, ids: ['info review-missing'] });
    expect(() => at(faulty, { ignore: ['route-emtpy'] })).toThrow(
      '--ignore: got "route-emtpy", did you mean "route-empty"?',
    );
  });

  it('reads well in 80 columns', () => {
    const text = findingsInWords(at(faulty), PLAIN);
    expect(text).toBe(`${faulty.split('/').at(-1)!.replace('.json', '')}/${ENTRY}
  error route-empty
    routes of checkout: got none, allowed is at least one: nobody is told of its
    incidents
  warning explanation-missing
    explanation of checkout: got nothing, allowed is a sentence for readers who
    do not know the service: it stands on the page of the SLO
  note review-missing
    last review of checkout: got nothing, allowed is the date of the last one:
    set reviewedOn

1 SLO checked: 1 error, 1 warning, 1 note`);
  });

  it('has every finding of a resource in one place, the worst resources first', () => {
    const { [ENTRY]: parameter } = entry({ explanation: '' });
    const Late = {
      Type: 'AWS::Scheduler::Schedule',
      Properties: { ScheduleExpression: 'rate(0 days)', EndDate: '2020-01-01T00:00:00Z' },
    };
    const text = findingsInWords(at(template({ ...shop(), [ENTRY]: parameter, Late })), PLAIN);
    expect(text.match(/^\S*\/\w+$/gm)!.map((place) => place.split('/')[1])).toEqual(['Late', ENTRY]);
  });
});

describe('bad input', () => {
  const usage = (assembly: string) => {
    try {
      at(assembly);
    } catch (error) {
      return error as Error;
    }
    throw new Error('nothing was refused');
  };

  it.each<[string, () => string, RegExp]>([
    [
      'no assembly',
      () => join(scratch, 'nothing'),
      /^--assembly: got ".*nothing", which does not exist, allowed is what `cdk synth` wrote, or a template$/,
    ],
    ['an empty folder', () => mkdtempSync(join(scratch, 'empty-')), /holds no manifest\.json, allowed is/],
    ['a template that is no object', () => file('7', 'seven.json'), /seven.*Expected Object but received 7/],
    ['half a template', () => file('{"Resources": {', 'half.json'), /half\.json: .*JSON/],
    ['a template of nothing', () => file('{}', 'nothing.json'), /nothing\.json: Resources: /],
    ['YAML that is none', () => file('Resources: [', 'none.yaml'), /none\.yaml: /],
  ])('%s is said', (_what, path, message) => {
    const error = usage(path());
    expect(error.name).toBe('UsageError');
    expect(error.message).toMatch(message);
  });

  it('half an assembly is said: the template of its manifest is not there', () => {
    const directory = writeAssembly({ Shop: { template: { Resources: sloResources() } } });
    rmSync(join(directory, 'Shop.template.json'));
    expect(usage(directory).message).toMatch(
      /^--assembly: stack "Shop": .*Shop\.template\.json: got no such file, allowed is what the manifest names/,
    );
  });

  it('an assembly of another schema version is read', () => {
    const directory = writeAssembly({ Shop: { template: { Resources: shop() } } });
    writeJson(directory, 'manifest.json', {
      version: '999.0.0',
      minimumCliVersion: '9.9.9',
      artifacts: {
        Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json' }, tags: ['new'] },
        Later: { type: 'cdk:something-new', properties: {} },
      },
    });
    expect(at(directory)).toMatchObject({ ok: true, objectives: 1 });
  });

  it('a template of 1 MB is read, and what is long is cut', () => {
    const document = at(
      template({
        ...shop(),
        R: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'x'.repeat(1_000_000) } },
      }),
    );
    expect(ids(document)).toContain('error schedule-expression');
    for (const { message } of document.findings) expect(message.length).toBeLessThan(200);
  });

  it('aliases of YAML do not become gigabytes', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `a${level + 1}: &a${level + 1} [${`*a${level},`.repeat(9)}]`,
    );
    const bomb = file(['a0: &a0 [x]', ...levels, 'Resources: {}'].join('\n'), 'bomb.yaml');
    expect(usage(bomb).message).toMatch(/bomb\.yaml: .*alias/i);
  });

  it('what is inside each other ten thousand times is refused in words', () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    const path = file(`{"Resources":{"R":{"Type":"AWS::Events::Rule","Properties":{"ScheduleExpression":${deep}}}}}`);
    expect(usage(path).message).toMatch(/^--assembly: got values inside each other too deep to read/);
  });

  it('a template in YAML is checked, short forms of functions included', () => {
    const path = file(
      `Resources:
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: !Sub cron(0 2 * * * \${Year})
Parameters:
  Year: { Type: String, Default: '*' }
`,
      'nightly.yaml',
    );
    expect(at(path).findings.map(({ resource, what }) => `${resource} ${what}`)).toEqual([
      'nightly/Nightly ScheduleExpression: day of month and day of week',
    ]);
  });
});

describe('hostile texts', () => {
  const hostile = template({
    ...entry({ slo: `checkout${ESCAPES}`, owner: { team: '', contact: ESCAPES, stakeholder: '' } }),
    [`R${ESCAPES}`]: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: ESCAPES } },
    S: { Type: 'AWS::Scheduler::Schedule', Properties: { ScheduleExpression: `cron(${ESCAPES} * * * ? *)` } },
    A: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'a', Threshold: ESCAPES } },
  });

  it('reach no terminal', () => {
    const words = slo('check', '--assembly', hostile);
    expect(words.status).toBe(1);
    expect(words.stdout).toContain('schedule-expression');
    expect(words.stdout).not.toMatch(COMMANDS);
    const json = slo('check', '--json', '--assembly', hostile);
    expect(json.stdout).not.toMatch(COMMANDS);
    expect(JSON.parse(json.stdout).findings).toEqual(at(hostile).findings);
  });

  it('reach no terminal by an error either', () => {
    const { status, stdout, stderr } = slo('check', '--assembly', file(`{"a": ${ESCAPES}`, 'escapes.json'));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^slo: --assembly: .*escapes\.json: /);
    expect(stderr).not.toMatch(COMMANDS);
  });
});

it('a reader who has had enough is no error', () => {
  const Properties = { ScheduleExpression: 'rate(0 days)' };
  const rules = Array.from(
    { length: 2_000 },
    (_, at) => [`R${at}`, { Type: 'AWS::Events::Rule', Properties }] as const,
  );
  const long = template(Object.fromEntries(rules));
  const { stdout, stderr } = spawnSync(
    'bash',
    [
      '-c',
      `"${process.execPath}" --import tsx bin/slo.ts check --assembly "${long}" | head -1; echo "\${PIPESTATUS[0]}"`,
    ],
    { cwd: root, encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^template-\d+\/R0\n[01]\n$/);
});
