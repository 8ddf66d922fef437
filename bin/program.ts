import { Command } from 'commander';
import { version } from '../package.json';
import { checkVerb } from './verbs/check';
import { completionVerb } from './verbs/completion';
import { costVerb } from './verbs/cost';
import { diffVerb } from './verbs/diff';
import { docsVerb } from './verbs/docs';
import { doctorVerb } from './verbs/doctor';
import { importVerb } from './verbs/import';
import { pullVerb } from './verbs/pull';
import { redeliverVerb } from './verbs/redeliver';
import { reportVerb } from './verbs/report';
import { simulateVerb } from './verbs/simulate';

/** Every verb; each loads what it needs when it runs, so that help is there at once. */
const VERBS = [
  checkVerb,
  costVerb,
  diffVerb,
  docsVerb,
  importVerb,
  pullVerb,
  simulateVerb,
  redeliverVerb,
  reportVerb,
  doctorVerb,
];

/** The command line as a value. */
export function program(): Command {
  const slo = described();
  completionVerb(slo, described);
  return slo;
}

/** What is parsed, completed and described. */
function described(): Command {
  const slo = new Command('slo')
    .description('SLOs on AWS as code: what a declared SLO will do, and what its incidents need.')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError('(slo --help lists the verbs, slo <verb> --help says how each is used)')
    .configureHelp({ sortSubcommands: false, showGlobalOptions: false });
  for (const verb of VERBS) verb(slo);
  return slo;
}
