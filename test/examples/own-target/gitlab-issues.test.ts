import { resolve } from 'node:path';
import type { Target } from '../../../lambda/targets/target';
import { tools } from '../../../lambda/targets/tools';
import { FakeGitlab } from '../../../lib/local/fakes/gitlab';
import { Bench, document, incident, value, write } from '../../conformance/bench';
import type { Kind } from '../../conformance/kinds';
import { appliesTo, play, ROWS } from '../../conformance/matrix';
import { conformance } from '../../conformance/suite';
import { vendorRules } from '../../conformance/vendor-rules';
import { ownModule } from '../../support/own-module';

const gitlabIssues = ownModule(resolve(__dirname, '../../../examples/own-target/gitlab-issues.mjs'));

const gitlab: Kind = {
  kind: 'gitlab',
  factory: (dependencies) => gitlabIssues(dependencies, tools) as Target,
  settings: (url) => ({ project: 'echarpe/ops', apiUrl: `${url}/api/v4` }),
  secret: (token) => ({ token }),
  cannot: { archive: 'an archived project answers as one that the token may not write to' },
  calls: { create: /^POST .*\/issues$/, edit: /^PUT/, note: /^POST .*notes$/, look: /^GET/, remove: /^PUT/ },
  handOver: [],
  fake: () => FakeGitlab.start(),
  byPeople: { title: 'What it really is' },
  unauthorised: { status: 401, body: '{"message":"401 Unauthorized"}' },
  refusals: [
    {
      what: '403 with a scope that is missing',
      status: 403,
      body: '{"error":"insufficient_scope","error_description":"…"}',
      expected: { outcome: 'rejected', reason: 'auth', why: 'GitLab: HTTP 403: insufficient_scope' },
    },
    {
      what: '400 with faults by field',
      status: 400,
      body: '{"message":{"title":["is too long (maximum is 255 characters)"]}}',
      expected: { outcome: 'rejected', reason: 'clientError', why: expect.stringContaining('is too long') },
    },
  ],
};

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
