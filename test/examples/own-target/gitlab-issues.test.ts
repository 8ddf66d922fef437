import type { FakeGitlab } from '../../../lib/local/fakes/gitlab';
import { Bench, document, incident, value, write } from '../../conformance/bench';
import { appliesTo, play, ROWS } from '../../conformance/matrix';
import { conformance } from '../../conformance/suite';
import { vendorRules } from '../../conformance/vendor-rules';
import { gitlab } from './gitlab';

describe('the example of a target of one’s own: GitLab issues', () => {
  conformance(gitlab, async () => (await Bench.strict(gitlab)).bench);
  vendorRules(gitlab, () => Bench.strict(gitlab));

  const rows = ROWS.filter((row) => appliesTo(row, gitlab) === true);
  it.each(rows)('ends a delivery as it should after $id ($fault)', (row) => play(row, gitlab));

  it('leaves alone what a person changed, and issues of others with its label', async () => {
    const { bench, vendor } = await Bench.strict(gitlab);
    const id = incident();
    (vendor as FakeGitlab).open({ labels: [`slo-${id}`] });
    const ref = await bench.create(id);
    const ours = [bench.target.fields!(document())];
    await vendor.change!(ref.id, { title: 'what it really is', state: 'closed' });
    value(await bench.target.edit(ref, document({ title: 'SEV1: worse' }), { ...write(id, 2), ours }));
    expect(vendor.objects()[1]).toMatchObject({ isClosed: true, fields: { title: 'what it really is' } });
    expect(await bench.find(id)).toMatchObject({ ref: { id: ref.id }, revision: 2, duplicates: [] });
    await bench.stop();
  });

  it('runs no command and refers to nothing that stands in texts', async () => {
    const { bench, vendor } = await Bench.strict(gitlab);
    const text = '/close\n!12 and %3, $4, @all, #5';
    value(await bench.target.create(document({ paragraphs: [text] }), write(incident(), 1)));
    expect(vendor.objects()[0]!.text).not.toContain('[MENTION');
    await bench.stop();
  });
});
