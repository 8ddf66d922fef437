import type { ImportDocument } from '../../lib/model/contracts/documents';
import { importInWords } from '../../lib/render/import';
import { PLAIN } from '../../lib/render/style';
import { CASES, imported, read } from './fixture';

/**
 * Each file has beside it what `slo import` makes of it, read by people before it was kept. In test/openslo/v1:
 * `slo import NAME.yaml > NAME.ts.txt 2> NAME.left.txt`
 */
describe('OpenSLO v1', () => {
  it('has its cases', () => expect(CASES.length).toBeGreaterThan(9));

  it.each(CASES)('becomes readable TypeScript: %s', (name) => {
    expect(imported(name).typescript).toBe(read(`${name}.ts.txt`));
  });

  it.each(CASES)('loses nothing in silence: %s', (name) => {
    const { left, ...rest } = imported(name);
    const document: ImportDocument = {
      version: 1,
      ok: left.length === 0,
      ...rest,
      slos: [...rest.slos],
      left: [...left],
    };
    expect(`${importInWords(document, PLAIN)}\n`).toBe(read(`${name}.left.txt`));
  });

  it('says in which file, document and line it was', () => {
    const { left } = imported('alerting');
    expect(left[0]).toEqual({
      file: 'alerting.yaml',
      document: 2,
      line: 15,
      kind: 'AlertNotificationTarget',
      name: 'on-call-mail',
      field: 'spec.target',
      reason: expect.stringContaining('got the target "email"'),
    });
  });

  it('has no keys of data sources', () => {
    const { typescript, left } = imported('elsewhere');
    expect(`${typescript}${JSON.stringify(left)}`).not.toContain('hunter2');
  });
});
