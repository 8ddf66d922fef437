import { table } from '../../scripts/conformance/table';
import { github } from './kinds/github';
import { report } from './matrix/report';
import type { Row } from './matrix/row';

const row = (id: string, play: Row['play'], needs: Row['needs'] = []): Row => ({
  id,
  fault: `what ${id} is`,
  needs,
  extraCalls: 0,
  play,
});

describe('the table of targets and faults', () => {
  it('has a sign for what passed, does not apply and failed, says why, and is not well when one failed', async () => {
    const rows = [
      row('fine', async () => {}),
      row('elsewhere', async () => {}, ['archive']),
      row('broken', async (evening) => {
        await evening.until(1);
        throw new Error('there are two');
      }),
    ];
    const played = await report([{ ...github, cannot: { archive: 'it is always open' } }], rows);
    expect(played.ok).toBe(false);
    const lines = table(played).split('\n');
    expect(lines.slice(0, 4)).toEqual([
      'fault      github  in words',
      'fine       ✓       what fine is',
      'elsewhere  – 1     what elsewhere is',
      'broken     ✗ 2     what broken is',
    ]);
    expect(lines).toEqual(
      expect.arrayContaining(['1  no archive: it is always open', '2  github, broken: there are two']),
    );
  });

  it('says what a delivery costs, and is not well when it costs more than is allowed', async () => {
    const cheap = { ...github, mostCalls: { calls: 2, why: 'two are enough' } };
    const played = await report([cheap], []);
    expect(played.ok).toBe(false);
    expect((await report([github], [])).ok).toBe(true);
    const dear = { ...played, calls: { github: { edit: 4 } }, allowed: { github: { calls: 3 } } };
    expect(table(dear)).toMatch(/edit +✗ 4, allowed are 3/);
    const excused = { ...dear, allowed: { github: { calls: 4, why: 'transitions' } } };
    expect(table(excused)).toMatch(/edit +4 1\n[\s\S]*1 {2}github: transitions/);
  });

  it('is well when there is nothing to say against it', async () => {
    expect((await report([github], [row('fine', async () => {})])).ok).toBe(true);
  });
});
