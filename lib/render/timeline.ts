import type { StoryDocument } from '../model/contracts/documents';
import { groupInWords } from '../model/wording/facts';
import { timeInWords } from '../model/wording/words';

/** One thing that happened in a story, in the words of whoever watches. */
export interface TimelineEntry {
  /** Epoch milliseconds of virtual time. */
  readonly at: number;
  readonly kind: 'shop' | 'alarm' | 'incident' | 'said';
  readonly text: string;
}

const MARK = { shop: ' ', alarm: '!', incident: '*', said: '>' } as const;

/** `22:04  ! alarm fast of place-order ...`; the day stands once, in the heading. */
export function timelineLine({ at, kind, text }: TimelineEntry, timeZone: string): string {
  const [day, clock] = timeInWords(at, timeZone)
    .replace(/ \(.*$/, '')
    .split(', ');
  const [first = '', ...rest] = text.split('\n');
  return [
    `${day!.padStart(6)} ${clock}  ${MARK[kind]} ${first}`,
    ...rest.map((line) => `${' '.repeat(16)}${line}`),
  ].join('\n');
}

/** What stands above a story: what is played, and what it is made of. */
export function storyHeading({ title, recorded, repeated, invented, unsupported }: StoryHeading): string {
  const { ordinary, evening } = recorded;
  const origin = invented === undefined ? 'recorded' : `${invented} Played`;
  const minutes = `${origin}: an ordinary stretch of ${ordinary} minutes and an evening of ${evening}; the ordinary one stands ${repeated} times before the evening`;
  return [
    title,
    minutes,
    ...unsupported.map(({ stack, logicalId, type }) => `not run here: ${stack}/${logicalId} (${type})`),
    '',
  ].join('\n');
}

export interface StoryHeading {
  readonly title: string;
  readonly recorded: StoryDocument['history']['recorded'];
  readonly repeated: number;
  /** What of it nobody recorded. */
  readonly invented?: string;
  readonly unsupported: StoryDocument['unsupportedResources'];
}

/** What stands at the end: how it ended, what was said, what is left. */
export function storyInWords(document: StoryDocument): string {
  const lines = document.incidents.flatMap((incident) => [
    `incident ${incident.id} of ${groupInWords(incident.group)}: ${incident.members.join(', ')}; ${incident.severity.toUpperCase()}, ` +
      `${incident.resolvedAt === undefined ? 'NOT resolved' : 'resolved'}, ${times(incident.pages, 'page')}`,
    ...incident.targets.map(
      (target) =>
        `  ${target.name} (${target.kind}): ${target.ref ?? 'nothing'} ${target.state}, ${times(target.edits, 'edit')}, ${times(target.notes, 'note')}`,
    ),
  ]);
  const budgets = document.objectives.map(
    ({ slo, attainment, budgetLeft }) =>
      `  ${slo}: ${attainment.toFixed(3)} % good over the interval, ${(budgetLeft * 100).toFixed(1)} % of the error budget left`,
  );
  const { signals, deliveries, canaries, timings } = document;
  return [
    ...(lines.length === 0 ? ['no incident'] : lines),
    'budget left',
    ...budgets,
    `${times(signals.received, 'signal')} (${signals.duplicates} repeated), ${deliveries.confirmed} writes confirmed, ` +
      `${deliveries.retried} tried again, ${deliveries.failed} failed`,
    `${times(canaries.judged, 'test alarm')} sent besides, ${canaries.good} told within a minute`,
    `synth ${timings.synthMs} ms, up ${timings.upMs} ms, signal to Slack ${timings.firstDeliveryMs ?? '-'} ms first, ` +
      `${timings.medianDeliveryMs ?? '-'} ms median, ${(timings.totalMs / 1000).toFixed(1)} s in all`,
  ].join('\n');
}

function times(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
