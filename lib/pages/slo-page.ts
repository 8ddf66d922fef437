import { groupInWords } from '../model/wording/facts';
import type { ServicePages, SloPages, StagePages } from './estate';
import { explanationSection } from './explanation';
import { insightsSection } from './insights';
import { code, page, pageLink } from './markdown';
import { measurementSection } from './measurement';
import { navigation, runbookOf } from './navigation';
import { objectiveSection, promiseOf } from './objective';

/** An SLO in four parts: objective, explanation, measurement, actionable insights. */
export function sloPage(slo: SloPages, service: ServicePages, pages: StagePages): string {
  const runbook = pageLink(groupInWords(service), runbookOf(service));
  return page(
    `# ${promiseOf(slo)}`,
    `The SLO ${code(slo.slo)} of ${runbook}, stage ${code(pages.stage)}. An SLO (service level objective) says how often a promise is to be kept.`,
    navigation('../', pages),
    '## Objective',
    objectiveSection(slo),
    '## Explanation',
    explanationSection(slo),
    '## Measurement',
    measurementSection(slo),
    '## Actionable insights',
    insightsSection(slo, service, pages),
  );
}
