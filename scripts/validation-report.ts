import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Reads the report of the last synth (`node --import tsx scripts/validation-report.ts [cdk.out]`). The CLI's exit code alone
 * is not enough: warnings and some wrong values of an enumeration leave it at 0.
 *
 * Exit code 0: every finding is acknowledged with a reason; 1: one is not; 2: there is no report of a full validation.
 */
interface Finding {
  readonly ruleName: string;
  readonly description: string;
  readonly severity?: string;
  readonly violatingConstructs?: readonly { readonly constructPath?: string }[];
}

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly Finding[];
    /** Acknowledged ones; of an id without its plugin's name the report keeps nothing. */
    readonly suppressedViolations?: readonly (Finding & { readonly reason?: string })[];
  }[];
}

function read(file: string): Report | string {
  if (process.env.CDK_VALIDATION === 'false') {
    return 'CDK_VALIDATION is "false", so templates were not checked against their schema; leave it out';
  }
  if (!existsSync(file)) return `there is no ${file}; run "npm run synth"`;
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    return Array.isArray(report.pluginReports) ? report : `${file} holds no pluginReports`;
  } catch (error) {
    return `${file} is not JSON: ${(error as Error).message}`;
  }
}

function lines(pluginName: string, { ruleName, description, severity, violatingConstructs = [] }: Finding): string[] {
  const places = violatingConstructs.map(({ constructPath }) => `  ${constructPath || 'a construct without path'}`);
  return [`${severity ?? 'finding'} ${pluginName} ${ruleName}: ${description}`, ...places];
}

function main(directory = 'cdk.out'): number {
  const report = read(join(directory, 'validation-report.json'));
  if (typeof report === 'string') {
    console.error(`validation report: ${report}`);
    return 2;
  }
  const open = report.pluginReports.flatMap(({ pluginName, violations }) =>
    violations.map((finding) => lines(pluginName, finding)),
  );
  const acknowledged = report.pluginReports.flatMap(({ pluginName, suppressedViolations = [] }) =>
    suppressedViolations.map((finding) => ({ pluginName, finding })),
  );
  const silent = acknowledged
    .filter(({ finding }) => !finding.reason?.trim())
    .map(({ pluginName, finding }) => ['acknowledged without a reason:', ...lines(pluginName, finding)]);
  for (const line of [...open, ...silent].flat()) console.error(line);
  const unsettled = open.length + silent.length;
  console.log(
    `validation report: ${unsettled} open findings, ${acknowledged.length - silent.length} acknowledged with a reason`,
  );
  return unsettled === 0 ? 0 : 1;
}

process.exitCode = main(process.argv[2]);
