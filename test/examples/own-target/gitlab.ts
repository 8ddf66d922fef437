import { resolve } from 'node:path';
import type { Target } from '../../../lambda/targets/target';
import { tools } from '../../../lambda/targets/tools';
import { FakeGitlab } from '../../../lib/local/fakes/gitlab';
import type { Kind } from '../../conformance/kinds';
import { ownModule } from '../../support/own-module';

const gitlabIssues = ownModule(resolve(__dirname, '../../../examples/own-target/gitlab-issues.mjs'));

/** The example of a target of one's own, for the suite and the table of all targets. */
export const gitlab: Kind = {
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
      expected: {
        outcome: 'rejected',
        reason: 'clientError',
        why: 'GitLab: HTTP 400: {"title":["is too long (maximum is 255 characters)"]}',
      },
    },
  ],
};
