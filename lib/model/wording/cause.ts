import type { Change } from '../contracts/findings';
import { exceptionsOf, firstSign, type IncidentState, suspectOf } from '../incident';
import { countInWords, shareInWords } from './amounts';
import { timeZone } from './facts';
import { repeatInWords } from './repeats';
import { line, truncated } from './text';
import { ABOUT, notKnown } from './unknown';
import { dayInWords, durationInWords, listInWords } from './words';

const LONGEST_CAUSE = 400;
const LONGEST_NAME = 120;
const MOST_CHANGES = 5;
const MOST_CONTRIBUTORS = 3;

/** What is behind it, the surest first; one line each. */
export function causeInWords(state: IncidentState): string {
  const lines = [
    ...namedCause(state),
    ...repeatInWords(state),
    ...suspect(state),
    ...failingDependency(state),
    ...contributors(state),
    ...exceptions(state),
    ...otherChanges(state),
    ...related(state),
  ];
  const head = lines.length === 0 ? `Likely cause: ${notKnown(state, ABOUT.cause)}.` : 'Likely cause:';
  return [head, ...lines.map((text) => `• ${text}`), ...notFound(state)].join('\n');
}

export const CAUSE_IN_WORDS = {
  deployment: 'a deployment',
  configuration: 'a change of configuration',
  dependency: 'a dependency',
  capacity: 'too little capacity',
  data: 'the data',
  network: 'the network',
  other: 'something else',
} as const;

function namedCause(state: IncidentState): string[] {
  const { cause } = state;
  if (cause === undefined) return [];
  const closed =
    cause.closed === undefined
      ? 'It is not dealt with yet, so the incident cannot end.'
      : `${CLOSED[cause.closed.how]} (${cause.closed.by.name}).`;
  return [
    `Cause, says ${cause.by.name}: ${CAUSE_IN_WORDS[cause.tag]}, "${short(cause.text, LONGEST_CAUSE)}" ${closed}`,
  ];
}

const CLOSED = { fixed: 'It is fixed', followedUp: 'It is followed up elsewhere' } as const;

function suspect(state: IncidentState): string[] {
  const change = suspectOf(state);
  if (change === undefined) return [];
  const before = durationInWords(firstSign(state) - change.at);
  return [`Suspect: deployment of ${changed(change)}, ${before} before the first sign of trouble.`];
}

function otherChanges(state: IncidentState): string[] {
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
  return name === undefined ? short(service) : `${short(service)} (${short(name)})`;
}

function failingDependency({ findings: { dependency } }: IncidentState): string[] {
  if (dependency === undefined) return [];
  if (dependency === null) return ['Every dependency answers.'];
  const { name, operation, bad, total } = dependency;
  const call = operation === undefined ? '' : ` (${short(operation)})`;
  return [`The dependency ${short(name)}${call} fails: ${countInWords(bad)} of ${countInWords(total)} calls.`];
}

function contributors({ findings: { contributors: all = [] } }: IncidentState): string[] {
  if (all.length === 0) return [];
  const told = all
    .slice(0, MOST_CONTRIBUTORS)
    .map(
      ({ operation, bad, total, share }) =>
        `${short(operation)} ${shareInWords(share)} (${countInWords(bad)} of its ${countInWords(total)} failed)`,
    );
  return [`Where the bad requests come from: ${told.join('; ')}.`];
}

/** What traces show, and what customers were shown. */
function exceptions({ findings, reports }: IncidentState): string[] {
  const said = Object.values(reports).flatMap(({ exception }) => exception ?? []);
  const names = [...new Set([...exceptionsOf(findings), ...said])].slice(0, MOST_CONTRIBUTORS);
  return names.length === 0 ? [] : [`Thrown: ${names.map((name) => short(name)).join(', ')}.`];
}

function related({ related: all }: IncidentState): string[] {
  if (all.length === 0) return [];
  const told = all.map(
    ({ incident, service, relation }) =>
      `${incident} (${short(service)}, ${relation === 'dependsOn' ? 'which this one needs' : 'which needs this one'})`,
  );
  return [`In trouble, too: ${listInWords(told)}.`];
}

function notFound({ findings: { missing = [] } }: IncidentState): string[] {
  if (missing.length === 0) return [];
  const told = missing.map(({ what, why }) => `${short(what)} (${short(why, LONGEST_CAUSE)})`);
  return [`Could not be found out: ${told.join('; ')}.`];
}

function short(text: string, most = LONGEST_NAME): string {
  return truncated(line(text), most);
}
