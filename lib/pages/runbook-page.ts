import { serviceLabel } from '../model/names';
import { groupInWords } from '../model/wording/facts';
import { goalInWords } from '../model/wording/promise';
import { listInWords } from '../model/wording/words';
import { markdownLine } from '../render/markdown';
import { alarmsInWords } from './alarms';
import { consequence, severitiesInWords, whileFewFail } from './consequences';
import type { ServicePages, StagePages } from './estate';
import { firstSteps } from './insights';
import { bullets, code, page, pageLink, table } from './markdown';
import { navigation, pageOf } from './navigation';
import { promiseOf } from './objective';
import { cellPerPlace, type Place, perPlace } from './places';
import type { StageTargets } from './targets';
import { neededServices, waysOut } from './ways-out';

/** For whoever is called: what to do first, who answers, what the alarms mean, which promises are at stake. */
export function runbookPage(service: ServicePages, stages: StagePages): string {
  const { targets } = stages;
  const places = service.slos.flatMap((slo) => slo.places);
  return page(
    `# When ${markdownLine(groupInWords(service))} is in trouble`,
    `The short runbook of ${code(serviceLabel(service.service, service.segment))}, stage ${code(stages.stage)}: what to do first, and what the alarms of its SLOs (service level objectives) mean.`,
    navigation('../../', stages),
    '## Do this first',
    perPlace(places, ({ objective: { entry } }) => firstSteps(entry)),
    '## Ways out',
    perPlace(places, waysOut),
    perPlace(places, (place) => neededServices(place, stages)),
    '## Who answers',
    perPlace(places, whoAnswers),
    '## What the alarms mean',
    alarmTable(service, targets),
    whileFew(service, targets),
    severitiesInWords(places, targets),
    onTrial(service),
    '## The promises at stake',
    promises(service),
  );
}

function whoAnswers({ objective: { entry } }: Place): string {
  const { team, contact, stakeholder } = entry.owner;
  return `Team ${markdownLine(team)}, reached at ${code(contact)}. For the business speaks: ${markdownLine(stakeholder)}.`;
}

/** What is the same for several SLOs stands once. */
function alarmTable({ slos }: ServicePages, targets: StageTargets): string {
  const rows = new Map<string, { cells: string[]; slos: Set<string> }>();
  for (const { slo, places } of slos) {
    for (const place of places) {
      // Nobody is called by what is on trial; it is said below.
      for (const { alarm, meaning } of place.objective.entry.shadow ? [] : alarmsInWords(place)) {
        const cells = [code(alarm), markdownLine(meaning), consequence(place, alarm, targets)];
        const key = cells.join('\n');
        const row = rows.get(key) ?? { cells, slos: new Set() };
        rows.set(key, row);
        row.slos.add(slo);
      }
    }
  }
  if (rows.size === 0) return 'None of them tells anybody.';
  const of = (named: ReadonlySet<string>) => (named.size === slos.length ? 'all' : listInWords([...named].map(code)));
  return table(
    ['Alarm', 'What it means', 'What then', 'SLOs'],
    [...rows.values()].map(({ cells, slos: named }) => [...cells, of(named)]),
  );
}

function whileFew({ slos }: ServicePages, targets: StageTargets): string {
  const said = new Map<string, Set<string>>();
  for (const { slo, places } of slos) {
    for (const place of places) {
      const text = whileFewFail(place, targets);
      if (text !== '') said.set(text, (said.get(text) ?? new Set()).add(slo));
    }
  }
  const [only, ...others] = said.keys();
  if (only === undefined || others.length === 0) return only ?? '';
  return bullets([...said].map(([text, of]) => `${listInWords([...of].map(code))}: ${text}`));
}

function onTrial({ slos }: ServicePages): string {
  const trial = slos.filter(({ places }) => places.some(({ objective }) => objective.entry.shadow));
  if (trial.length === 0) return '';
  return `On trial (in shadow): ${listInWords(trial.map(({ slo }) => code(slo)))}. Alarms are recorded, and nobody is woken or told.`;
}

function promises({ slos }: ServicePages): string {
  return table(
    ['Promise', 'Goal', 'SLO'],
    slos.map((slo) => [
      `[${promiseOf(slo)}](${pageOf(slo)})`,
      cellPerPlace(slo.places, ({ objective: { entry } }) => goalInWords(entry)),
      pageLink(slo.slo, pageOf(slo)),
    ]),
  );
}
