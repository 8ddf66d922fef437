import { AlertPolicy } from '../../lib';
import { type Declared, headingsOf, pagesOf, section } from './fixture';
import { brokenLinks, seenBy } from './reader';

const account = '111122223333';
const paris = { id: 'Paris', env: { account, region: 'eu-west-3' } };
const frankfurt = { id: 'Frankfurt', env: { account, region: 'eu-central-1' } };

describe('one promise in several places', () => {
  it('has one page, which names all of them and says everything once that is the same', () => {
    const { 'prod/orders.md': page = '', ...others } = pagesOf(paris, frankfurt);
    expect(Object.keys(others)).toEqual(['index.md', 'prod/runbooks/shop.md', 'severities.md']);
    expect(section(page, 'Measurement')).toContain(
      'Where: eu-central-1 \\(account 111122223333\\) and eu-west-3 \\(account 111122223333\\).',
    );
    expect(page.match(/\| `fast` \|/g)).toHaveLength(1);
    expect(page.match(/eu-west-3/g)).toHaveLength(1);
  });

  it('says per place what differs: the goal, and the alarms', () => {
    const quiet = { attainmentGoal: 99.5, alertPolicy: AlertPolicy.none('Nobody lives there yet.') };
    const page = pagesOf(paris, { ...frankfurt, slos: [quiet] })['prod/orders.md']!;
    const [there, here] = ['eu-central-1 \\(account 111122223333\\)', 'eu-west-3 \\(account 111122223333\\)'];
    expect(section(page, 'Objective')).toContain(
      `| **99.5 % of requests over 28 days** (${there})<br>**99.9 % of requests over 28 days** (${here}) |`,
    );
    const insights = section(page, 'Actionable insights');
    expect(insights).toContain(
      `**${there}:**\n\nIt has no alarms, so nobody is told when it is broken. Why: Nobody lives there yet.\n\n**${here}:**\n\n| Alarm |`,
    );
    expect(insights.match(/What to do first/g)).toHaveLength(1);
    expect(headingsOf(page)).toEqual(['Objective', 'Explanation', 'Measurement', 'Actionable insights']);
  });

  it.each<[string, Declared, string]>([
    ['an account alone', { env: { account } }, 'account 111122223333'],
    ['a region alone', { env: { region: 'eu-west-3' } }, 'eu-west-3'],
    ['neither', {}, 'wherever stack Shop is deployed'],
  ])('is honest about an app that names %s', (_what, change, where) => {
    expect(pagesOf(change)['prod/orders.md']).toContain(`Where: ${where}. In CloudWatch`);
  });
});

describe('files of pages', () => {
  it('never overwrite each other on a disk that ignores case', () => {
    const pages = pagesOf(
      { slos: [{ sloName: 'orders' }, { sloName: 'Orders' }, { sloName: 'Orders2' }] },
      { id: 'Other', service: { stage: 'Prod' } },
    );
    const paths = Object.keys(pages);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
    expect(paths).toEqual([
      'Prod/orders.md',
      'Prod/runbooks/shop.md',
      'index.md',
      'prod~2/Orders.md',
      'prod~2/Orders2.md',
      'prod~2/orders~2.md',
      'prod~2/runbooks/shop.md',
      'severities.md',
    ]);
    expect(brokenLinks(seenBy(pages))).toEqual([]);
  });

  it('are runbooks of their own for the segments of a service, and the SLOs of each are its own', () => {
    const fr = { id: 'Fr', service: { segment: 'fr' }, slos: [{ sloName: 'orders-fr' }] };
    const pages = pagesOf({ slos: [{}] }, fr);
    expect(Object.keys(pages).filter((path) => path.includes('runbooks'))).toEqual([
      'prod/runbooks/shop-fr.md',
      'prod/runbooks/shop.md',
    ]);
    expect(pages['prod/runbooks/shop-fr.md']).toContain('# When shop \\(fr\\) is in trouble');
    expect(pages['prod/runbooks/shop-fr.md']).not.toContain('../orders.md');
    expect(pages['prod/orders-fr.md']).toContain('It is about a part of the customers alone: fr.');
    expect(brokenLinks(seenBy(pages))).toEqual([]);
  });

  it('do not depend on the order of stacks', () => {
    expect(pagesOf(frankfurt, paris)).toEqual(pagesOf(paris, frankfurt));
  });
});
