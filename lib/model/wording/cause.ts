import { exceptionsOf, type IncidentState } from '../incident';
import { countInWords, shareInWords } from './amounts';
import { otherChangesInWords, suspectInWords } from './changes';
import { repeatInWords } from './repeats';
import { line, truncated } from './text';
import { ABOUT, notKnown } from './unknown';
import { someInWords } from './words';

const LONGEST_CAUSE = 400;
const LONGEST_NAME = 80;
const MOST_CONTRIBUTORS = 3;
const MOST_RELATED = 8;
const MOST_MISSING = 4;

/** What is behind it, the surest first; one line each. */
export function causeInWords(state: IncidentState): string {
  const lines = [
    ...namedCause(state),
    ...repeatInWords(state),
    ...suspectInWords(state),
    ...failingDependency(state),
    ...contributors(state),
    ...exceptions(state),
    ...otherChangesInWords(state),
    ...related(state),
  ];
  const failed = notFound(state);
  const unknown = failed.length === 0 ? notKnown(state) : 'not known';
  const head = lines.length === 0 ? `Likely cause: ${unknown}.` : 'Likely cause:';
  return [head, ...lines.map((text) => `• ${text}`), ...ruledOut(state), ...failed].join('\n');
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
  return [`${cause.by.name} says: ${CAUSE_IN_WORDS[cause.tag]}. "${short(cause.text, LONGEST_CAUSE)}" ${closed}`];
}

const CLOSED = { fixed: 'It is fixed', followedUp: 'It is followed up elsewhere' } as const;

function failingDependency({ findings: { dependency } }: IncidentState): string[] {
  if (!dependency) return [];
  const { name, operation, bad, total } = dependency;
  const call = operation === undefined ? '' : ` (${short(operation)})`;
  return [`The dependency ${short(name)}${call} fails: ${countInWords(bad)} of ${countInWords(total)} calls.`];
}

/** Not where another incident says otherwise: that one may know before the calls are counted. */
function ruledOut({ findings: { dependency }, related: all }: IncidentState): string[] {
  const isInTrouble = all.some(({ relation }) => relation === 'dependsOn');
  return dependency === null && !isInTrouble ? ['Ruled out: every dependency answers.'] : [];
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
  return [`In trouble, too: ${someInWords(told, MOST_RELATED)}.`];
}

/** What is missing of numbers is said where they would stand. */
function notFound({ findings: { missing = [] } }: IncidentState): string[] {
  const others = missing.filter(({ what }) => !ABOUT.budget.test(what) && !ABOUT.lately.test(what));
  if (others.length === 0) return [];
  const told = others.slice(0, MOST_MISSING).map(({ what, why }) => `${short(what)} (${short(why)})`);
  return [`Could not be found out: ${told.join('; ')}.`];
}

function short(text: string, most = LONGEST_NAME): string {
  return truncated(line(text), most);
}
