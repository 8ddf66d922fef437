import type { Unreachable } from '../delivery/notice';
import { type IncidentState, isCauseOpen, type Milestone, memberObjectives } from '../incident';
import { actionsOf } from './actions';
import { leftInWords } from './budget-left';
import { sinceInWords } from './customers';
import type { NeutralDocument, NeutralNote } from './document';
import { endInWords } from './ending';
import { engineersTitle } from './engineers';
import { engineersNote } from './engineers-note';
import { engineersLinks } from './evidence-links';
import { leadEntry, timeZone } from './facts';
import { onIt } from './handling';
import { line, truncated } from './text';
import { stepsInWords } from './ways-out';
import { SEVERITY_IN_WORDS, timeInWords } from './words';

const LONGEST_LINE = 300;

/** Five lines at most, for people who pass by: what; since when and how bad; budget and who is on it; what is next; a link. */
export function teamDocument(
  incident: string,
  state: IncidentState,
  unreachable: readonly Unreachable[],
  region: string | undefined,
): NeutralDocument {
  const [lead] = memberObjectives(state);
  const since = `${sinceInWords(state)}. ${SEVERITY_IN_WORDS[state.severity]}.`;
  const left = lead === undefined ? '' : `Budget left: ${leftInWords(state, lead)}. `;
  const paragraphs =
    state.status === 'open'
      ? [since, `${left}On it: ${onIt(state)}.`, nextStep(state, region)]
      : [endInWords(state), `${left}${isCauseOpen(state) ? 'Next: deal with the cause.' : ''}`.trim()];
  const [there] = unreachable;
  const shown = paragraphs.filter((text) => text !== '').map((text) => truncated(line(text), LONGEST_LINE));
  return {
    title: engineersTitle(state),
    status: state.status,
    severity: state.status === 'open' ? state.severity : state.peakSeverity,
    paragraphs: there === undefined ? shown : withNotice(shown, there, state),
    facts: [],
    steps: [],
    links: engineersLinks(state, region).slice(0, 1),
    actions: actionsOf(state, 'team'),
    footer: `${incident} · ${leadEntry(state)?.stage ?? ''}`,
  };
}

/** The same news as engineers get, but nobody is called by it. */
export function teamNote(state: IncidentState, told: readonly Milestone[]): NeutralNote {
  return { paragraphs: engineersNote(state, told).paragraphs.map((text) => truncated(text, LONGEST_LINE)) };
}

function nextStep(state: IncidentState, region: string | undefined): string {
  const [first] = stepsInWords(state, region);
  return first === undefined ? '' : `Next: ${first}`;
}

/** On the last line, so that there are not more of them. */
function withNotice(paragraphs: readonly string[], { label, since }: Unreachable, state: IncidentState): string[] {
  const notice = `${label} has been unreachable since ${timeInWords(since, timeZone(state))}.`;
  return [...paragraphs.slice(0, -1), `${paragraphs.at(-1) ?? ''} ${notice}`.trim()];
}
