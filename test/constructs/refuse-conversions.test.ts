import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aspects } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { GoodWhen, RefuseConversions, Sli } from '../../lib';
import { declared, faults, requests } from './fixture';

const directory = mkdtempSync(join(tmpdir(), 'cdk-slo-deployed-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const BY_PERIODS = { sli: Sli.metric({ metric: requests('Queue'), goodWhen: GoodWhen.atMost(5) }), attainmentGoal: 99 };

/** Deploys a declaration, then checks another one against it. */
function checked(before: object, after: object, deployed: 'folder' | 'file' = 'folder') {
  const app = new App({ outdir: mkdtempSync(join(directory, 'out-')) });
  declared(before, {}, {}, app);
  const { directory: assembly } = app.synth();
  const { stack } = declared(after);
  const path = deployed === 'folder' ? assembly : join(assembly, 'Shop.template.json');
  Aspects.of(stack).add(RefuseConversions.since(path));
  return Annotations.fromStack(stack).findError('*', Match.anyValue());
}

describe('a conversion', () => {
  it.each(['folder', 'file'] as const)(
    'from requests to periods is refused with the way out, seen in a %s',
    (deployed) => {
      expect(checked({}, BY_PERIODS, deployed).map(({ entry }) => entry.data)).toEqual([
        'orders: sli: got one of periods, where Shop has one of requests; Application Signals converts none into the other: declare it under a sloName of its own, and remove the old SLO when the new one has its history',
      ]);
    },
  );

  it('from periods to requests is refused, too', () => {
    expect(checked(BY_PERIODS, {})).toHaveLength(1);
  });

  it('is no change of metrics, and no new name', () => {
    expect(checked({}, { sli: Sli.ratio({ good: requests('Fine'), total: requests('All') }) })).toEqual([]);
    expect(checked({}, { ...BY_PERIODS, sloName: 'queue' })).toEqual([]);
  });
});

describe('what is deployed', () => {
  const empty = mkdtempSync(join(directory, 'empty-'));
  const broken = join(directory, 'broken.json');
  writeFileSync(broken, '{"Resources":');
  it.each([
    [
      'is not there',
      join(directory, 'nowhere'),
      /got ".*nowhere", which does not exist, allowed is a template, or a folder/,
    ],
    ['holds no template', empty, /without a template, allowed is/],
    ['is no JSON', broken, /broken\.json", allowed is JSON: /],
  ])('is refused when it %s', (_what, path, message) => {
    expect(faults(() => RefuseConversions.since(path))).toEqual([expect.stringMatching(message)]);
  });

  it('may hold whatever else', () => {
    const other = join(directory, 'other.json');
    writeFileSync(
      other,
      JSON.stringify({
        Resources: {
          P: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/slo/prod/orders', Value: { Ref: 'X' } } },
          Q: {},
        },
      }),
    );
    const { stack } = declared();
    Aspects.of(stack).add(RefuseConversions.since(other));
    Template.fromStack(stack);
    Annotations.fromStack(stack).hasNoError('*', Match.anyValue());
  });
});
