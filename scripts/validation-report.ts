import { existsSync, readFileSync } from 'node:fs';

/**
 * Fails unless the report of the last validated synth is empty or acknowledged: the CLI's exit code alone lets findings of
 * some kinds pass as warnings.
 */
const FILE = 'cdk.out/validation-report.json';

interface Report {
  readonly pluginReports?: readonly {
    readonly pluginName: string;
    readonly violations?: readonly {
      readonly ruleName: string;
      readonly description: string;
      readonly acknowledged?: boolean;
      readonly acknowledgedReason?: string;
      readonly violatingConstructs?: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

function main(): number {
  if (!existsSync(FILE)) {
    console.error(`validation report: got none at ${FILE}; run "npm run synth" with validation on`);
    return 2;
  }
  const report = JSON.parse(readFileSync(FILE, 'utf8')) as Report;
  const findings = (report.pluginReports ?? []).flatMap(({ pluginName, violations = [] }) =>
    violations.map((violation) => ({ pluginName, ...violation })),
  );
  const open = findings.filter(({ acknowledged }) => acknowledged !== true);
  for (const { pluginName, ruleName, description, violatingConstructs = [] } of open) {
    console.error(`${pluginName} ${ruleName}: ${description}`);
    for (const { constructPath } of violatingConstructs) console.error(`  ${constructPath ?? 'unknown construct'}`);
  }
  const plugins = (report.pluginReports ?? []).map(({ pluginName }) => pluginName).join(', ');
  console.log(
    `validation report: ${open.length} open findings, ${findings.length - open.length} acknowledged (${plugins || 'no plugin reported'})`,
  );
  return open.length === 0 ? 0 : 1;
}

process.exitCode = main();
