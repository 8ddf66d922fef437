import type { Asked, Declaration } from '../declaration';
import type { Resource } from '../resource';
import { Imports } from './imports';
import { type Item, render } from './layout';
import { intervalCode, policyCode, sliCode } from './sli';
import { key, member, quoted, remark, string } from './text';

/** A module with one function that declares all SLOs. What OpenSLO does not know are its parameters. */
export function writeModule(
  declarations: readonly Declaration[],
  services: readonly Resource<'Service'>[],
  files: readonly string[],
): string {
  const imports = new Imports();
  imports.type('constructs', 'Construct');
  imports.type('cdk-slo', 'Service');
  imports.type('cdk-slo', 'SloProps');
  imports.value('cdk-slo', 'Slo');
  const slos = render(
    { open: 'return {', items: declarations.map((declaration) => sloItem(declaration, imports)), close: '}' },
    '  ',
    '',
    ';',
  );
  return [
    `// Made by \`slo import\` from ${files.map(remark).join(', ')}.`,
    ...imports.lines(),
    '',
    ...serviceMembers(declarations, services),
    '',
    ...NEEDS,
    '',
    ...askedMembers(declarations),
    '',
    '/** Declares the SLOs of OpenSLO. Returns them by name. */',
    'export function openSloPromises(',
    '  scope: Construct,',
    '  services: OpenSloServices,',
    '  said: OpenSloSaid,',
    '): Record<keyof OpenSloSaid, Slo> {',
    `  ${slos}`,
    '}',
    '',
  ].join('\n');
}

const NEEDS = [
  '/** What an SLO needs beside what OpenSLO says, and whatever else you want to say about it: it wins. */',
  "type Needs<Name extends keyof SloProps> = Partial<Omit<SloProps, 'service' | 'sloName'>> &",
  '  Required<Pick<SloProps, Name>>;',
];

function serviceMembers(declarations: readonly Declaration[], services: readonly Resource<'Service'>[]): string[] {
  const names = [...new Set(declarations.map(({ service }) => service))];
  const known = new Map(services.map(({ name, body }) => [name, body]));
  return [
    '/** The services of OpenSLO, which knows neither their teams nor their runbooks. */',
    'export interface OpenSloServices {',
    ...names.flatMap((name) => {
      const { metadata, spec } = known.get(name) ?? {};
      const texts = [metadata?.displayName, spec?.description].filter((text) => text !== undefined && text !== '');
      return [...docs(texts.map((text) => quoted(text!))), `  readonly ${key(name)}: Service;`];
    }),
    '}',
  ];
}

function askedMembers(declarations: readonly Declaration[]): string[] {
  return [
    '/** What OpenSLO does not say, SLO by SLO. */',
    'export interface OpenSloSaid {',
    ...declarations.flatMap(({ sloName, asked }) => [
      ...docs(asked.flatMap(askedInWords)),
      `  readonly ${key(sloName)}: Needs<${asked.map(({ what }) => string(what)).join(' | ')}>;`,
    ]),
    '}',
  ];
}

/** A construct finds its children in an object, which has some members of its own. No SLO's name ends so. */
function idOf(sloName: string): string {
  return sloName in {} ? `${sloName}_` : sloName;
}

function askedInWords({ what, because, texts = [] }: Asked): string[] {
  return because === undefined ? [] : [`${what}: ${remark(because)}`, ...texts.map(quoted)];
}

function docs(lines: readonly string[]): string[] {
  if (lines.length < 2) return lines.map((line) => `  /** ${line} */`);
  return ['  /**', ...lines.map((line) => `   * ${line}`), '   */'];
}

function sloItem(declaration: Declaration, imports: Imports): Item {
  const { sloName, service, place, titles, sli, goalPercent, interval, tiers } = declaration;
  const { promise, description, explanation } = declaration;
  const members: Item[] = [
    { before: 'service: ', code: member('services', service) },
    { before: 'sloName: ', code: string(sloName) },
    ...(sli === undefined ? [] : [{ before: 'sli: ', code: sliCode(sli, imports) }]),
    { before: 'attainmentGoal: ', code: goalPercent },
    ...(interval === undefined ? [] : [{ before: 'interval: ', code: intervalCode(interval, imports) }]),
    ...(tiers === undefined ? [] : [{ before: 'alertPolicy: ', code: policyCode(tiers, imports) }]),
    ...Object.entries({ promise, description, explanation }).flatMap(([name, text]) =>
      text === undefined ? [] : [{ before: `${name}: `, code: string(text) }],
    ),
    { before: '...', code: member('said', sloName) },
  ];
  return {
    comments: [[...titles.map(quoted), remark(place)].join(', ')],
    before: `${key(sloName)}: `,
    code: { open: `new Slo(scope, ${string(idOf(sloName))}, {`, items: members, close: '})', broken: true },
  };
}
