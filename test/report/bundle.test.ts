import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { REPORT_BUNDLE, reportBundle } from '../../scripts/report-bundle';
import { bundledPackages, thirdParty } from '../../scripts/third-party';

const root = resolve(__dirname, '../..');

describe('what runs in a report', () => {
  it('goes along with the licence of everybody whose code it contains', () => {
    const { metafile } = buildSync({ ...REPORT_BUNDLE, metafile: true });
    const packages = thirdParty(root, bundledPackages(metafile!));
    expect(packages.map(({ name }) => name)).toEqual(['uplot']);
    const { script } = reportBundle();
    for (const { text } of packages) expect(script).toContain(text);
  });

  it('ends no element in which it stands', () => {
    const { script, style } = reportBundle();
    expect(script + style).not.toMatch(/<\/(script|style)|<!--/i);
  });

  it('contains what the page of npm start is drawn with', () => {
    const { metafile } = buildSync({ ...REPORT_BUNDLE, metafile: true });
    const inputs = Object.keys(metafile!.inputs);
    const page = readFileSync(join(root, 'lib/local/page/assets/index.html'), 'utf8');
    const styles = [...page.matchAll(/href="\/drawing\/([\w-]+\.css)"/g)].map(
      ([, name]) => `lib/report/drawing/${name}`,
    );
    expect(styles.length).toBeGreaterThan(3);
    expect(inputs).toEqual(
      expect.arrayContaining([...styles, 'lib/report/drawing/chart.mjs', 'lib/report/drawing/alarms.mjs']),
    );
  });
});
