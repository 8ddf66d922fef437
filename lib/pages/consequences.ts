import { type CatalogueEntry, type Severity, severities } from '../model/contracts/catalogue';
import { alarmsOf, concernsIncidents, type Outlook, outlook } from '../model/incident';
import { EVIDENCE } from '../model/names';
import { badInWords } from '../model/wording/outcomes';
import { listInWords, SEVERITY_IN_WORDS } from '../model/wording/words';
import { markdownLine } from '../render/markdown';
import { minutesInWords } from './alarms';
import { codes } from './markdown';
import type { Place } from './places';
import { type StageTargets, targetsInWords } from './targets';

/** What an alarm leads to: how bad it counts, who is woken, who is told. Markdown. */

/** `sev2` as people write it, a word of the glossary. */
export function severityWord(severity: Severity): string {
  return severity === 'info' ? 'INFO' : severity.toUpperCase();
}

/** What comes of one alarm of an SLO. */
export function consequence({ objective }: Place, alarm: string, targets: StageTargets): string {
  const { entry } = objective;
  const comes = outlook(entry, alarm, targets.addressees);
  if (entry.shadow && concernsIncidents(alarm)) return 'It is recorded; nobody is woken or told.';
  if (comes === undefined) return alarm === EVIDENCE ? evidenceSays(entry) : budgetSays(objective, alarm);
  const wakes = comes.pages ? 'The on-call engineer is woken.' : 'Nobody is woken: it is a ticket.';
  return `${severityWord(comes.severity)}. ${wakes} Told: ${toldInWords(comes, targets)}.`;
}

/** Whom it reaches: `Slack (incidents) and GitHub (tickets)`. */
export function toldInWords({ targets: names }: Outlook, targets: StageTargets): string {
  return names.length === 0 ? 'nobody' : markdownLine(listInWords(targetsInWords(names, targets)));
}

/** What the severities mean that alarms lead to, worst first. */
export function severitiesInWords(places: readonly Place[], { addressees }: StageTargets): string {
  const reached = places.flatMap(({ objective: { entry } }) =>
    alarmsOf(entry).flatMap((alarm) => [
      outlook(entry, alarm, addressees)?.severity,
      outlook(entry, alarm, addressees, 'OK')?.severity,
    ]),
  );
  const found = severities.filter((severity) => severity !== 'info' && reached.includes(severity));
  return found.map((severity) => `${SEVERITY_IN_WORDS[severity]}.`).join(' ');
}

function evidenceSays(entry: CatalogueEntry): string {
  return `Alone it tells nobody. It decides whether ${pageAlarms(entry)} may wake someone.`;
}

/** It opens no incident; what its own actions reach is not ours to know. */
function budgetSays({ entry, alarms }: Place['objective'], alarm: string): string {
  const actions = alarms.find(({ name }) => name.endsWith(`/${entry.slo}/${alarm}`))?.actions.alarm.length ?? 0;
  const told = actions === 0 ? 'it stands on dashboards and tells nobody' : 'it tells those whom the team named for it';
  return `No incident: ${told}.`;
}

/** What happens while too few failed to wake anyone; nothing for an SLO that wakes nobody or needs no evidence. */
export function whileFewFail({ objective: { entry } }: Place, targets: StageTargets): string {
  const pages = entry.tiers.filter(({ urgency }) => urgency === 'page');
  const [first] = pages;
  if (first === undefined || !entry.evidence || entry.shadow) return '';
  const few = outlook(entry, first.alarm, targets.addressees, 'OK')!;
  const bad = badInWords(entry.measurement);
  const held = pages.flatMap(({ alarm, heldMinutes }) =>
    heldMinutes === undefined ? [] : [`${minutesInWords(heldMinutes)} for ${codes([alarm])}`],
  );
  const after =
    held.length === 0 ? '' : ` If that lasts (${listInWords(held)}) and is not over, somebody is woken all the same.`;
  const tickets = pages.length === 1 ? 'wakes nobody: it is' : 'wake nobody: they are';
  return `While only a few ${bad} (${codes([EVIDENCE])} is off), ${pageAlarms(entry)} ${tickets} ${severityWord(few.severity)}, a ticket.${after}`;
}

function pageAlarms({ tiers }: CatalogueEntry): string {
  return listInWords(tiers.filter(({ urgency }) => urgency === 'page').map(({ alarm }) => codes([alarm])));
}
