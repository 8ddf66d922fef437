import { Kpi, WayOut } from '../../../lib';
import { declared } from '../fixture';
import { entryBytes } from './limits';
import { type Row, service, slo, team } from './row';

const SENTENCE = 'allowed is a sentence';
const SEEN = 'got a control character, allowed are characters that people can see';

/** Every text that people read, with its limit. */
const TEXTS: readonly [what: string, longest: number, declare: (text: string) => () => unknown][] = [
  ['promise', 300, (promise) => slo({ promise })],
  ['businessImpact', 500, (businessImpact) => slo({ businessImpact })],
  ['explanation', 4096, (explanation) => slo({ explanation })],
  ['description', 1024, (description) => slo({ description })],
  ['feature', 100, (feature) => slo({ feature })],
  ['agreedBy[1]', 200, (name) => slo({ agreedBy: ['Head of sales', name] })],
  ['reply', 500, (reply) => slo({ reply })],
  ['waysOut.rollBack.text', 200, (text) => service({ waysOut: { rollBack: WayOut.of({ text }) } })],
  ['waysOut.scale.command', 300, (command) => service({ waysOut: { scale: WayOut.of({ text: 'Scale.', command }) } })],
  ['logs.query', 1000, (query) => service({ logs: { logGroupNames: ['shop'], query } })],
  ['logsQuery', 1000, (logsQuery) => () => declared({ logsQuery }, { logs: { logGroupNames: ['shop'] } })],
  ['runbookFirstSteps[1]', 300, (step) => service({ runbookFirstSteps: ['Look.', step, 'Roll back.'] })],
  ['teamName', 100, (teamName) => team({ teamName })],
  ['contact', 200, (contact) => team({ contact })],
  ['businessStakeholder', 200, (businessStakeholder) => team({ businessStakeholder })],
  ['kpiName', 100, (kpiName) => kpi({ kpiName })],
  ['owner', 200, (owner) => kpi({ owner })],
];

function kpi(change: { kpiName?: string; owner?: string }) {
  return () => {
    const { stack, slo: orders } = declared();
    return new Kpi(stack, 'Kpi', { kpiName: 'Orders', slo: orders, ...change });
  };
}

export const texts: readonly Row[] = [
  ...TEXTS.flatMap(([what, longest, declare]): Row[] => [
    [`a blank ${what}`, declare(' \t\n'), [`${what}: got a blank text, ${SENTENCE}`]],
    [
      `a ${what} that is too long`,
      declare('x'.repeat(longest + 1)),
      [`${what}: got ${longest + 1} characters, allowed are ${longest}`],
    ],
    [`a ${what} with the character NUL`, declare('a\u0000b'), [`${what}: ${SEEN}`]],
    [`a ${what} that colours a terminal`, declare('\u001b[31mred'), [`${what}: ${SEEN}`]],
    [
      `a ${what} that looks like a token`,
      declare('$'.concat('{Token[TOKEN.1]}')),
      [`${what}: got a token, allowed is a value known at synth`],
    ],
    [
      `a ${what} that looks like a list of tokens`,
      declare('#{Token[TOKEN.1]}'),
      [`${what}: got a token, allowed is a value known at synth`],
    ],
    [`a ${what} that is a number`, declare(42 as never), [`${what}: got 42, allowed is a text`]],
  ]),
  [
    'a team that is no tag',
    team({ teamName: 'R&D' }),
    ['teamName: got "R&D", allowed are letters, digits, spaces and "_.:/=+-@", because it becomes a tag'],
  ],
  [
    'a feature that is no tag',
    slo({ feature: '"quoted"' }),
    ['feature: got ""quoted"", allowed are letters, digits, spaces and "_.:/=+-@", because it becomes a tag'],
  ],
  [
    'two first steps',
    service({ runbookFirstSteps: ['Look.', 'Roll back.'] }),
    ['runbookFirstSteps: got 2, allowed are at least 3'],
  ],
  [
    'a runbook whose address fits no alarm',
    service({ runbookUrl: `https://x/${'y'.repeat(291)}` }),
    ['runbookUrl: got 301 characters, allowed are 300'],
  ],
  [
    'texts that are together too long for the catalogue',
    () => declared({ explanation: 'x'.repeat(4097 - entryBytes()) }),
    ['catalogue entry: got 4097 bytes, allowed are 4096: shorten the texts'],
  ],
  ...['{{resolve:secretsmanager:name}}', `\${AWS::Region}`].flatMap((reference): Row[] => {
    const text = `Counts what ${reference} says.`;
    const fault = `got "${reference} says.", allowed are texts without "{{" and "\${", which CloudFormation and Parameter Store take for references`;
    return [
      [`the reference ${reference} in an explanation`, slo({ explanation: text }), [`explanation: ${fault}`]],
      [`the reference ${reference} in a description`, slo({ description: text }), [`description: ${fault}`]],
      [`the reference ${reference} in the contact of a team`, team({ contact: text }), [`contact: ${fault}`]],
    ];
  }),
];
