import { groupInWords } from '../model/wording/facts';
import { goalInWords } from '../model/wording/promise';
import { markdownLine } from '../render/markdown';
import type { ServicePages, SloPages, StagePages } from './estate';
import { GLOSSARY_ANCHOR, GLOSSARY_HEADING, glossary } from './glossary';
import { dueDate, ownerOf } from './insights';
import { code, page, pageLink, table } from './markdown';
import { promiseOf, shareInWords } from './objective';
import { cellPerPlace } from './places';

/** Every SLO, by stage and service. */
export function indexPage(stages: readonly StagePages[]): string {
  return page(
    '# What we promise',
    `Each line is an SLO (service level objective): a promise, and how often it is to be kept. Who hears when one is broken: ${pageLink('severities', 'severities.md')}. [Words](#${GLOSSARY_ANCHOR}) are explained below.`,
    ...stages.flatMap(({ stage, services }) => [`## Stage ${markdownLine(stage)}`, ...services.flatMap(ofService)]),
    `## ${GLOSSARY_HEADING}`,
    glossary(),
  );
}

function ofService(service: ServicePages): string[] {
  return [
    `### ${markdownLine(groupInWords(service))}`,
    `When it is in trouble: ${pageLink('runbook', service.runbook)}.`,
    table(
      ['Promise', 'Goal', 'May go wrong', 'SLO', 'Owner', 'Next review'],
      service.slos.map((slo) => [pageLinkOf(slo), ...facts(slo)]),
    ),
  ];
}

function pageLinkOf(slo: SloPages): string {
  return `[${promiseOf(slo)}](${slo.path})`;
}

function facts(slo: SloPages): string[] {
  return [
    cellPerPlace(slo.places, ({ objective: { entry } }) => goalInWords(entry)),
    cellPerPlace(slo.places, ({ objective: { entry } }) => shareInWords(entry)),
    code(slo.slo),
    ownerOf(slo),
    cellPerPlace(slo.places, ({ objective: { entry } }) => dueDate(entry) ?? 'unknown'),
  ];
}
