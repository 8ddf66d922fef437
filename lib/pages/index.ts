import type { Assembly } from '../assembly';
import { readEstate } from './estate';
import { indexPage } from './index-page';
import { runbookPage } from './runbook-page';
import { severitiesPage } from './severities-page';
import { sloPage } from './slo-page';

export { MADE_BY } from './markdown';

/** A page as it is to stand on disk. */
export interface Page {
  /** Path below the folder of the pages, with "/": of letters, digits, ".", "_", "-" and "~". */
  readonly path: string;
  readonly text: string;
}

/**
 * Every page of the SLOs in an assembly, sorted by path; none where it has no SLO. The same assembly gives the same pages.
 * @throws AssemblyError for an SLO that cannot be read
 */
export function sloPages(assembly: Assembly): Page[] {
  const stages = readEstate(assembly);
  if (stages.length === 0) return [];
  const pages = stages.flatMap((stage) =>
    stage.services.flatMap((service) => [
      { path: service.runbook, text: runbookPage(service, stage) },
      ...service.slos.map((slo) => ({ path: slo.path, text: sloPage(slo, service, stage) })),
    ]),
  );
  return [
    { path: 'index.md', text: indexPage(stages) },
    { path: 'severities.md', text: severitiesPage(stages) },
    ...pages,
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}
