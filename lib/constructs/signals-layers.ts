import { CfnMapping, Stack, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { IConstruct } from 'constructs';

/** The languages of AWS's layers for Application Signals, as their names spell them. */
export type SignalsLanguage = 'Js' | 'Python' | 'Java' | 'DotNet';

/** Account that publishes the layers of a region, and their versions. */
interface Published extends Readonly<Record<SignalsLanguage, number>> {
  readonly account: string;
}

/**
 * The layers `AWSOpenTelemetryDistro<Language>` by region. Each region has its own publisher and counts its own versions, so nothing can be
 * derived. Versions are never changed and stay: an old one goes on working. Source: AWS's own table, "ADOT Lambda Layer ARNs" of
 * https://aws-otel.github.io/docs/getting-started/lambda (aws-otel.github.io, src/config/lambdaLayerArns.js at 03655a3, 2026).
 *
 * Node.js 24 and bundles in ESM need release 0.9.0 of February 2026 or later (changelog of aws-otel-js-instrumentation): that is
 * version 12 where all versions were published, inferred from its dates.
 */
const PUBLISHED: Readonly<Record<string, Published>> = {
  'af-south-1': { account: '904233096616', Js: 13, Python: 19, Java: 13, DotNet: 11 },
  'ap-east-1': { account: '888577020596', Js: 13, Python: 19, Java: 13, DotNet: 11 },
  'ap-northeast-1': { account: '615299751070', Js: 13, Python: 22, Java: 13, DotNet: 11 },
  'ap-northeast-2': { account: '615299751070', Js: 13, Python: 22, Java: 13, DotNet: 11 },
  'ap-northeast-3': { account: '615299751070', Js: 13, Python: 21, Java: 13, DotNet: 11 },
  'ap-south-1': { account: '615299751070', Js: 13, Python: 22, Java: 13, DotNet: 11 },
  'ap-south-2': { account: '796973505492', Js: 13, Python: 19, Java: 13, DotNet: 11 },
  'ap-southeast-1': { account: '615299751070', Js: 13, Python: 21, Java: 13, DotNet: 11 },
  'ap-southeast-2': { account: '615299751070', Js: 13, Python: 22, Java: 13, DotNet: 11 },
  'ap-southeast-3': { account: '039612877180', Js: 13, Python: 19, Java: 13, DotNet: 11 },
  'ap-southeast-4': { account: '713881805771', Js: 13, Python: 19, Java: 13, DotNet: 11 },
  'ap-southeast-5': { account: '152034782359', Js: 6, Python: 10, Java: 10, DotNet: 7 },
  'ap-southeast-7': { account: '980416031188', Js: 6, Python: 10, Java: 10, DotNet: 7 },
  'ca-central-1': { account: '615299751070', Js: 13, Python: 22, Java: 13, DotNet: 11 },
  'ca-west-1': { account: '595944127152', Js: 6, Python: 10, Java: 10, DotNet: 7 },
  'cn-north-1': { account: '440179912924', Js: 6, Python: 10, Java: 10, DotNet: 7 },
  'cn-northwest-1': { account: '440180067931', Js: 6, Python: 10, Java: 10, DotNet: 7 },
  'eu-central-1': { account: '615299751070', Js: 13, Python: 22, Java: 13, DotNet: 11 },
  'eu-central-2': { account: '156041407956', Js: 13, Python: 19, Java: 13, DotNet: 11 },
  'eu-north-1': { account: '615299751070', Js: 13, Python: 22, Java: 13, DotNet: 11 },
  'eu-south-1': { account: '257394471194', Js: 13, Python: 19, Java: 13, DotNet: 11 },
  'eu-south-2': { account: '490004653786', Js: 13, Python: 19, Java: 13, DotNet: 11 },
  'eu-west-1': { account: '615299751070', Js: 13, Python: 22, Java: 13, DotNet: 11 },
  'eu-west-2': { account: '615299751070', Js: 13, Python: 22, Java: 13, DotNet: 11 },
  'eu-west-3': { account: '615299751070', Js: 13, Python: 22, Java: 13, DotNet: 11 },
  'il-central-1': { account: '746669239226', Js: 13, Python: 19, Java: 13, DotNet: 11 },
  'me-central-1': { account: '739275441131', Js: 13, Python: 19, Java: 13, DotNet: 11 },
  'me-south-1': { account: '980921751758', Js: 12, Python: 19, Java: 12, DotNet: 11 },
  'mx-central-1': { account: '610118373846', Js: 6, Python: 10, Java: 10, DotNet: 7 },
  'sa-east-1': { account: '615299751070', Js: 13, Python: 22, Java: 13, DotNet: 11 },
  'us-east-1': { account: '615299751070', Js: 13, Python: 25, Java: 13, DotNet: 12 },
  'us-east-2': { account: '615299751070', Js: 13, Python: 22, Java: 13, DotNet: 11 },
  'us-west-1': { account: '615299751070', Js: 13, Python: 29, Java: 13, DotNet: 11 },
  'us-west-2': { account: '615299751070', Js: 13, Python: 29, Java: 13, DotNet: 11 },
};

/** Regions whose layers are known here. */
export const SIGNALS_REGIONS: readonly string[] = Object.keys(PUBLISHED);

/** The region of a construct, where it is known at synth and its layers are not. */
export function regionWithoutLayers(scope: IConstruct): string | undefined {
  const { region } = Stack.of(scope);
  return Token.isUnresolved(region) || region in PUBLISHED ? undefined : region;
}

/**
 * ARN of the layer for a language in the region of a construct. A stack that may be deployed anywhere gets a mapping: in a region that is
 * not in it CloudFormation refuses the template before it creates anything.
 * Ask `regionWithoutLayers` first.
 */
export function signalsLayerArn(scope: IConstruct, language: SignalsLanguage): string {
  const stack = Stack.of(scope);
  if (!Token.isUnresolved(stack.region)) return arnIn(stack.region, language);
  const id = `SignalsLayers${language}`;
  const mapping = (stack.node.tryFindChild(id) as CfnMapping | undefined) ?? newMapping(stack, id, language);
  return mapping.findInMap(stack.region, 'Arn');
}

function newMapping(stack: Stack, id: string, language: SignalsLanguage): CfnMapping {
  const mapping = Object.fromEntries(SIGNALS_REGIONS.map((region) => [region, { Arn: arnIn(region, language) }]));
  return new CfnMapping(stack, id, { mapping });
}

function arnIn(region: string, language: SignalsLanguage): string {
  const { account, [language]: version } = PUBLISHED[region]!;
  const { partition = 'aws' } = RegionInfo.get(region);
  return `arn:${partition}:lambda:${region}:${account}:layer:AWSOpenTelemetryDistro${language}:${version}`;
}
