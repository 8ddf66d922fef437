import type { Unreachable } from '../delivery/notice';
import { type IncidentState, type Milestone, memberObjectives } from '../incident';
import type { NeutralDocument, NeutralNote } from './document';
import { leadEntry, pageLinks, timeZone } from './facts';
import { listInWords, timeInWords } from './words';

/** What a support agent needs: what customers notice, since when, what to say. No metric, no acronym, no guess. */
export function supportDocument(
  incident: string,
  state: IncidentState,
  unreachable: readonly Unreachable[],
): NeutralDocument {
  const noticed = memberObjectives(state).filter((entry) => entry.customerFacing);
  const promises = noticed.map((entry) => `"${entry.promise}"`);
  const since = timeInWords(state.openedAt, timeZone(state));
  return {
    title: supportTitle(state),
    status: state.status,
    severity: state.status === 'open' ? state.severity : state.peakSeverity,
    paragraphs: [
      ...whatCustomersNotice(state, promises, since),
      `What you can tell customers: ${reply(state)}`,
      ...unreachable.map((there) => readHere(state, there)),
    ],
    facts: [{ label: 'Since', value: since }],
    steps: [],
    links: pageLinks(noticed, 'About this promise', ({ promise }) => `About "${promise}"`),
    footer: `Reference ${incident}`,
  };
}

export function supportNote(state: IncidentState, told: readonly Milestone[]): NeutralNote {
  const sentences = told.flatMap((milestone) => {
    const sentence = SAID[milestone.kind];
    return sentence === undefined ? [] : [`${timeInWords(milestone.at, timeZone(state))}: ${sentence}`];
  });
  return { paragraphs: sentences.length > 0 ? sentences : ['No change for customers.'] };
}

const SAID: Partial<Record<Milestone['kind'], string>> = {
  opened: 'Customers may notice a problem. Engineers are looking into it.',
  joined: 'Another part of the shop is affected. The message above says which.',
  paged: 'The engineer on duty was called.',
  mitigated: 'It works again for customers. We keep watching.',
  reopened: 'The problem is back. Engineers are working on it.',
  resolved: 'It is over. Customers can be told that it works again.',
};

function supportTitle(state: IncidentState): string {
  const segment = leadEntry(state)?.segment;
  return segment === undefined ? TITLE[state.status] : `${TITLE[state.status]} (${segment})`;
}

const TITLE: Readonly<Record<IncidentState['status'], string>> = {
  open: 'Customers may notice a problem',
  mitigated: 'It works again for customers, we keep watching',
  resolved: 'The problem is over',
};

function whatCustomersNotice(state: IncidentState, promises: readonly string[], since: string): string[] {
  if (promises.length === 0) return ['Customers should not notice anything. This is for your information.'];
  const broken = `This promise is not always kept since ${since}: ${listInWords(promises)}`;
  const brokenMany = `These promises are not always kept since ${since}: ${listInWords(promises)}`;
  if (state.status === 'open') return [promises.length === 1 ? broken : brokenMany, 'Engineers are working on it.'];
  return [`Kept again: ${listInWords(promises)}`];
}

/** Agents look where they are used to look: they must know that no news there does not mean good news. */
function readHere(state: IncidentState, { label, since }: Unreachable): string {
  return `${label} has not worked for us since ${timeInWords(since, timeZone(state))}: news may be missing there, not here.`;
}

function reply(state: IncidentState): string {
  if (state.status === 'open') return '"We know about this and are working on it. We are sorry for the trouble."';
  return '"It works again. If you still see the problem, please tell us."';
}
