import type { CatalogueEntry } from '../contracts/catalogue';
import type { TicketFacts } from '../contracts/ticket-facts';
import { firstSign, type IncidentState, memberObjectives, priorityOf } from '../incident';
import { isFallback } from '../incident/fallback';
import { leftInWords } from './budget-left';
import type { NeutralDocument } from './document';
import { leadEntry, timeZone } from './facts';
import { onIt } from './handling';
import { isBlind } from './known';
import { noticedObjectives } from './noticed';
import { latelyInWords } from './objectives';
import { goalInWords } from './promise';
import { NOBODY_DIRECTLY, whoInWords } from './reports';
import { SEVERITY_IN_WORDS, timeInWords } from './words';

/** More SLOs than that do not fit beside a label. */
const MOST = 2;

type Fact = NeutralDocument['facts'][number];

/** What a ticket carries in fields of its own. */
export function factsOf(state: IncidentState): readonly [...TicketFacts, ...Fact[]] {
  const entries = memberObjectives(state);
  const lead = leadEntry(state);
  const each = (say: (entry: CatalogueEntry) => string) => {
    const told = entries.slice(0, MOST).map((entry) => `${entries.length === 1 ? '' : `${entry.slo}: `}${say(entry)}`);
    const more = entries.length - MOST;
    return more > 0 ? `${told.join('; ')}; ${more} more` : told.join('; ') || 'not known (no SLO)';
  };
  return [
    { label: 'SLI now', value: each((entry) => latelyInWords(state, entry)) },
    { label: 'Promise', value: each((entry) => (isFallback(entry) ? NO_ENTRY : goalInWords(entry))) },
    { label: 'Budget left', value: each((entry) => leftInWords(state, entry)) },
    { label: 'Affected', value: affectedInWords(state, lead) },
    { label: 'Since', value: timeInWords(firstSign(state), timeZone(state)) },
    { label: 'Severity', value: severityInWords(state) },
    ...(state.repeatOf === undefined
      ? []
      : [{ label: 'Priority', value: `${priorityOf(state)}, raised because it is a REPEAT` }]),
    ...(state.status === 'open' ? [{ label: 'On it', value: onIt(state) }] : []),
    { label: 'Owner', value: ownerInWords(lead) },
  ];
}

function affectedInWords(state: IncidentState, lead: CatalogueEntry | undefined): string {
  if (lead === undefined || isFallback(lead)) return NO_ENTRY;
  if (noticedObjectives(state).length === 0) return NOBODY_DIRECTLY;
  return isBlind(state) ? 'not known (no data arrives)' : whoInWords(lead.segment);
}

function severityInWords({ status, severity, peakSeverity }: IncidentState): string {
  return status === 'open' ? SEVERITY_IN_WORDS[severity] : `${peakSeverity.toUpperCase()} at its worst`;
}

function ownerInWords(lead: CatalogueEntry | undefined): string {
  return lead === undefined || isFallback(lead) ? 'unknown' : `${lead.owner.team} (${lead.owner.contact})`;
}

const NO_ENTRY = 'not known (the catalogue has no entry)';
