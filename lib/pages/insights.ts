import type { CatalogueEntry } from '../model/contracts/catalogue';
import { reviewDueAt } from '../model/slo';
import { groupInWords } from '../model/wording/facts';
import { markdownLine, markdownLink } from '../render/markdown';
import { alarmsInWords } from './alarms';
import { consequence, severitiesInWords, whileFewFail } from './consequences';
import { leadOf, type ServicePages, type SloPages, type StagePages } from './estate';
import { code, numbered, pageLink, table } from './markdown';
import { runbookOf, severitiesOf } from './navigation';
import { type Place, perPlace } from './places';
import type { StageTargets } from './targets';

/** "Actionable insights": what each alarm means, how fast it tells whom, and what to do first. */
export function insightsSection(slo: SloPages, service: ServicePages, stage: StagePages): string {
  return [
    perPlace(slo.places, (place) => alarms(place, stage.targets)),
    perPlace(slo.places, ({ objective: { entry } }) => `What to do first:\n\n${firstSteps(entry)}`),
    `More for whoever is called: ${pageLink(`the alarms of ${groupInWords(service)}`, runbookOf(service))} and ${pageLink('who hears of what', `../${severitiesOf(stage)}`)}.`,
    perPlace(slo.places, ({ objective: { entry } }) => reviewInWords(entry)),
  ].join('\n\n');
}

function alarms(place: Place, targets: StageTargets): string {
  const { entry } = place.objective;
  const all = alarmsInWords(place);
  if (all.length === 0) return noAlarms(entry);
  const rows = all.map(({ alarm, meaning, atOutage = 'never' }) => [
    code(alarm),
    markdownLine(meaning),
    atOutage,
    consequence(place, alarm, targets),
  ]);
  return [
    ...(entry.shadow ? ['It is on trial (in shadow): its alarms are recorded, and nobody is woken or told.'] : []),
    table(['Alarm', 'What it means', 'When all fails, it goes off after', 'What then'], rows),
    whileFewFail(place, targets),
    severitiesInWords([place], targets),
    'The times are for even traffic. What CloudWatch needs to count comes on top.',
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function noAlarms({ noAlarms: reason }: CatalogueEntry): string {
  const why = reason === undefined ? '' : ` Why: ${markdownLine(reason)}`;
  return `It has no alarms, so nobody is told when it is broken.${why}`;
}

export function firstSteps({ runbook }: CatalogueEntry): string {
  const steps =
    runbook.firstSteps.length === 0 ? 'Nobody has written down what to do first.' : numbered(runbook.firstSteps);
  return runbook.url === ''
    ? steps
    : `${steps}\n\nThen: ${markdownLink({ label: 'the full runbook', url: runbook.url })}.`;
}

function reviewInWords({ review }: CatalogueEntry): string {
  if (review === undefined) return 'Review: nobody has said how often it is looked at again.';
  const every = `Whether it is still the right promise is reviewed every ${review.everyDays === 1 ? 'day' : `${review.everyDays} days`}.`;
  const due = dueDate({ review });
  return due === undefined
    ? `${every} Nobody has said when that was last done: \`reviewedOn\` of the service does.`
    : `${every} Last time: ${review.last}. Next time: **${due}**.`;
}

/** `2026-12-02`; nothing where nobody knows. */
export function dueDate({ review }: Pick<CatalogueEntry, 'review'>): string | undefined {
  const due = reviewDueAt(review);
  return due === undefined ? undefined : new Date(due).toISOString().slice(0, 10);
}

export function ownerOf(slo: SloPages): string {
  return markdownLine(leadOf(slo).owner.team);
}
