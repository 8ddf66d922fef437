import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Annotations, type IAspect, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { parseCatalogueParameterName } from '../model/names';
import { NO_CONVERSION } from '../model/wording/conversion';
import { DeclarationError } from './faults';
import { Slo } from './slo';

const PARAMETER = 'AWS::SSM::Parameter';
const TEMPLATE = '.template.json';

/** What is read of a template: the catalogue entries in it. */
interface Template {
  readonly Resources?: Readonly<Record<string, { Type?: string; Properties?: { Name?: unknown; Value?: unknown } }>>;
}

/**
 * Aspect that refuses a change of an SLO from requests to periods or back, which Application Signals refuses in the middle of a
 * deployment: `Aspects.of(app).add(RefuseConversions.since('deployed'))`. Synth does not know what is deployed, so it has to be shown.
 */
export class RefuseConversions implements IAspect {
  /**
   * Knows what is deployed.
   *
   * @param deployed what is deployed: a template (what `aws cloudformation get-template --query TemplateBody` answers), or a folder of
   *   templates, such as the cloud assembly that was deployed last
   * @throws DeclarationError for what is not there and what holds no template
   */
  static since(deployed: string): RefuseConversions {
    return new RefuseConversions(evaluations(deployed));
  }

  /** @param deployed evaluation by stack-independent name `<stage>/<slo>` */
  private constructor(private readonly deployed: ReadonlyMap<string, string>) {}

  /** What the CDK calls for each construct in the app. */
  visit(node: IConstruct): void {
    if (!(node instanceof Slo)) return;
    const { stage, slo, measurement } = node.entry;
    const before = this.deployed.get(`${stage}/${slo}`);
    if (before === undefined || before === measurement.kind) return;
    Annotations.of(node).addError(
      `${slo}: sli: got one of ${measurement.kind}, where ${Stack.of(node).stackName} has one of ${before}; ${NO_CONVERSION}`,
    );
  }
}

function evaluations(deployed: string): Map<string, string> {
  const found = templatesOf(deployed).flatMap((file) => Object.values(readTemplate(file).Resources ?? {}));
  return new Map(
    found.flatMap(({ Type, Properties }): [string, string][] => {
      const name = Type === PARAMETER && typeof Properties?.Name === 'string' ? Properties.Name : '';
      const parts = parseCatalogueParameterName(name);
      const kind = parts && evaluationOf(Properties?.Value);
      return kind === undefined ? [] : [[`${parts!.stage}/${parts!.slo}`, kind]];
    }),
  );
}

function templatesOf(deployed: string): string[] {
  const stat = statSync(deployed, { throwIfNoEntry: false });
  const allowed = 'allowed is a template, or a folder with templates (…template.json)';
  if (stat === undefined)
    throw new DeclarationError('RefuseConversions', [`deployed: got "${deployed}", which does not exist, ${allowed}`]);
  if (!stat.isDirectory()) return [deployed];
  const files = readdirSync(deployed).filter((file) => file.endsWith(TEMPLATE));
  if (files.length === 0)
    throw new DeclarationError('RefuseConversions', [`deployed: got "${deployed}" without a template, ${allowed}`]);
  return files.sort().map((file) => join(deployed, file));
}

function readTemplate(file: string): Template {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Template;
  } catch (error) {
    throw new DeclarationError('RefuseConversions', [
      `deployed: got "${file}", allowed is JSON: ${(error as Error).message}`,
    ]);
  }
}

/** Entries of other versions than ours are left alone. */
function evaluationOf(value: unknown): string | undefined {
  try {
    return (JSON.parse(String(value)) as { measurement?: { kind?: string } }).measurement?.kind;
  } catch {
    return undefined;
  }
}
