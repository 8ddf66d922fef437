import type { Change } from '../contracts/findings';
import { firstSign, type IncidentState, suspectOf } from '../incident';
import { timeZone } from './facts';
import { line, truncated } from './text';
import { dayInWords, durationInWords } from './words';

const LONGEST_NAME = 80;
const MOST_CHANGES = 5;

/** The last deployment, where it was close enough to be the reason. */
export function suspectInWords(state: IncidentState): string[] {
  const change = suspectOf(state);
  if (change === undefined) return [];
  const before = durationInWords(firstSign(state) - change.at);
  return [`Suspect: deployment of ${changed(change)}, ${before} before the first sign of trouble.`];
}

/** What else was changed lately, newest first. */
export function otherChangesInWords(state: IncidentState): string[] {
  const last = suspectOf(state);
  const others = (state.findings.changes ?? []).filter((change) => change !== last).sort((a, b) => b.at - a.at);
  if (others.length === 0) return [];
  const told = others
    .slice(0, MOST_CHANGES)
    .map(
      (change) =>
        `${change.kind === 'DEPLOYMENT' ? 'deployment' : 'configuration'} of ${changed(change)} at ${dayInWords(change.at, timeZone(state))}`,
    );
  const more = others.length - MOST_CHANGES;
  return [`Changed lately, newest first: ${told.join('; ')}${more > 0 ? `; ${more} more` : ''}.`];
}

function changed({ service, name }: Change): string {
  return name === undefined ? named(service) : `${named(service)} (${named(name)})`;
}

function named(text: string): string {
  return truncated(line(text), LONGEST_NAME);
}
