import { parseCommandRequest } from '../../../lib/model/contracts/command';
import { parseSupportReport } from '../../../lib/model/contracts/support-report';

const WORDS = 'Mrs Miller, +33 1 23';
const REPORT = {
  version: 1,
  source: 'cdk-slo.report',
  id: 'ZD-1/1',
  report: 'ZD-1',
  stage: 'prod',
  slo: 'orders',
  at: 1,
  count: 1,
};
const COMMAND = { version: 1, id: 'k', incident: 'inc-1', at: 1, by: { name: 'Dana' }, via: 'chat' };

it.each([
  ['an address', { ...REPORT, url: WORDS }, 'url: Invalid URL'],
  ['a number', { ...REPORT, count: WORDS }, 'count: Invalid type: Expected number'],
  ['a version', { ...REPORT, version: WORDS }, 'version: Invalid type: Expected 1'],
  [
    'a text that is too long',
    { ...REPORT, operation: 'x'.repeat(301) },
    'operation: Invalid length: Expected <=300 but received 301',
  ],
])('what is wrong with %s of a report is said without the words that stand there', (_, body, fault) => {
  expect(() => parseSupportReport(JSON.stringify(body))).toThrow(new Error(`not a support report: ${fault}`));
});

it('and so is what is wrong with a command', () => {
  const command = { type: 'nameCause', tag: WORDS, cause: WORDS };
  const parse = (body: string) => () => parseCommandRequest(body);
  expect(parse(JSON.stringify({ ...COMMAND, command }))).toThrow(
    /^not a command: command\.tag: Invalid type: Expected \([^)]*\)$/,
  );
  expect(parse(`{"by": ${WORDS}`)).toThrow(new Error('not a command: body: Invalid JSON'));
});
