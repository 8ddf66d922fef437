import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel, type ExtractorMessage } from '@microsoft/api-extractor';

export interface ApiReportOptions {
  /** Folder of package.json. */
  readonly root: string;
  /** Emitted declarations of the entry point. */
  readonly entryPoint: string;
  /** Folder for files that nobody needs afterwards. */
  readonly scratch: string;
}

export interface ApiReport {
  readonly report: string;
  /** What must not be, however meant: something public without a docstring, something internal that users can see. */
  readonly faults: readonly string[];
}

/** Members by convention internal (`_name`), of which `@internal` was forgotten, so that the compiler left them in the declarations. */
const INTERNAL_MEMBER = /^\s+(?:(?:static|readonly|abstract|get|set) )*(_\w+)/gm;

/** What an entry point declares, what its declarations reach included, in a form in which changes are seen. */
export function apiReport({ root, entryPoint, scratch }: ApiReportOptions): ApiReport {
  const faults: string[] = [];
  const reportFileName = 'report.api.md';
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: join(root, 'package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: entryPoint,
      newlineKind: 'lf',
      compiler: { overrideTsconfig: { compilerOptions: COMPILER_OPTIONS, files: [entryPoint] } },
      apiReport: {
        enabled: true,
        reportFileName,
        reportFolder: scratch,
        reportTempFolder: join(scratch, 'temp'),
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Error },
          // Everything that is exported is public; internal members are not emitted.
          'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
          // Types that users meet without a name to call them by: the report shows them.
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
        },
        // Docstrings are written for editors, which know JSDoc.
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      if (message.logLevel === ExtractorLogLevel.Error) faults.push(inWords(message, root));
      message.handled = true;
    },
  });
  const report = readFileSync(join(scratch, reportFileName), 'utf8');
  for (const [, member] of report.matchAll(INTERNAL_MEMBER)) {
    faults.push(
      `${member}: got an internal member in the declarations, allowed is one with a docstring that says @internal`,
    );
  }
  return { report, faults };
}

const COMPILER_OPTIONS = {
  target: 'es2022',
  lib: ['es2023'],
  module: 'node20',
  moduleResolution: 'node16',
  types: ['node'],
  strict: true,
  skipLibCheck: true,
};

function inWords({ messageId, text, sourceFilePath, sourceFileLine }: ExtractorMessage, root: string): string {
  const place = sourceFilePath === undefined ? '' : `${sourceFilePath.replace(`${root}/`, '')}:${sourceFileLine}: `;
  return `${place}${text} (${messageId})`;
}
