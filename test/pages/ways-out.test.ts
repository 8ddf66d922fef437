import { WayOut } from '../../lib';
import { type Declared, pagesOf, section } from './fixture';

const SCALE = { scale: WayOut.of({ text: 'Let more run in {region}.', command: 'scale --in {region} --for {stage}' }) };
const waysOut = (...declared: Declared[]) => section(pagesOf(...declared)['prod/runbooks/shop.md']!, 'Ways out');

describe('the ways out on a runbook', () => {
  it('say honestly what nobody has written down', () => {
    expect(waysOut({})).toBe(
      'Nobody has written down how to roll back, to scale or to work around: `waysOut` of the service does.',
    );
    expect(waysOut({ service: { waysOut: SCALE } })).toMatch(
      /^- \*\*Roll back\*\*: nobody has written it down\.\n- \*\*Scale\*\*: .*\n- \*\*Work around\*\*: nobody has/,
    );
  });

  it('leave the region open where it is known at deployment only', () => {
    expect(waysOut({ service: { waysOut: SCALE } })).toContain(
      '- **Scale**: Let more run in \\{region\\}. `scale --in {region} --for prod`',
    );
  });

  it('name each region where there are several', () => {
    const of = (id: string, region: string): Declared => ({ id, env: { region }, service: { waysOut: SCALE } });
    const text = waysOut(of('Paris', 'eu-west-3'), of('Frankfurt', 'eu-central-1'));
    expect(text).toMatch(/\*\*eu-central-1:\*\*\n\n(.*\n)*- \*\*Scale\*\*.*`scale --in eu-central-1 --for prod`/);
    expect(text).toMatch(/\*\*eu-west-3:\*\*\n\n(.*\n)*- \*\*Scale\*\*.*`scale --in eu-west-3 --for prod`/);
  });
});

describe('what agents may say', () => {
  const explanation = (slo: object) => section(pagesOf({ slos: [slo] })['prod/orders.md']!, 'Explanation');

  it('stands on the page of an SLO that customers notice, or who can write it', () => {
    expect(explanation({ reply: 'Orders fail; we are on it.' })).toContain(
      '- What agents may tell them: "Orders fail; we are on it."',
    );
    expect(explanation({})).toContain('nobody has written it yet; `reply` of the SLO does.');
    expect(explanation({ customerFacing: false })).not.toContain('agents');
  });
});
