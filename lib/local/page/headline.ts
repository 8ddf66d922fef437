import { RULES } from '../../model/incident/rules';
import { times } from '../../model/wording/amounts';
import { durationInWords, listInWords, timeInWords } from '../../model/wording/words';
import { capital } from '../../render/text';
import type { Headline, IncidentView, PageState } from './state';

/** What is going on now, in a sentence for someone who has never heard of burn rates. */
export function headline(state: PageState): Headline {
  const { phase, story, incidents } = state;
  if (phase === 'starting' || story === null) return STARTING;
  if (phase === 'history') return HISTORY;
  const incident = incidents.find(({ status }) => status !== 'resolved') ?? incidents.at(-1);
  const time = (at: number) => timeInWords(at, story.timeZone);
  if (phase === 'over') return afterwards(incidents, state.timeline.length > 0);
  const going = incidents.filter(({ status }) => status !== 'resolved');
  if (going.length > 1) return several(state, going, time);
  if (incident === undefined) return failing(state).length > 0 ? unnoticed(state) : ALL_IS_WELL;
  if (incident.status === 'resolved') return resolved(incident);
  return incident.status === 'mitigated' ? mitigated(incident, time) : open(state, incident, time);
}

const STARTING: Headline = {
  tone: 'wait',
  title: 'The shop is starting on this computer',
  text: 'The example app is synthesized, and stand-ins for AWS, Slack and the ticket system come up. This takes a few seconds.',
};

const HISTORY: Headline = {
  tone: 'wait',
  title: 'Four ordinary weeks pass in a moment',
  text: 'A promise is measured over 28 days, so the evening needs a past.',
};

const ALL_IS_WELL: Headline = {
  tone: 'good',
  title: 'All is well: the shop keeps its promises',
  text: 'Nobody needs to do anything.',
};

function unnoticed(state: PageState): Headline {
  const failures = failing(state).map(
    ({ good, promise }) =>
      `${(100 - good).toFixed(0)} % of the requests behind “${promise}” failed in the last 5 minutes`,
  );
  const firing = state.alarms.some(({ spells }) =>
    spells.some(({ value, to }) => value === 'ALARM' && to === undefined),
  );
  return {
    tone: 'watch',
    title: 'Something is going wrong',
    text: `${listInWords(failures)}. ${firing ? 'An alarm is firing, but nobody has heard of it yet.' : 'No alarm has fired yet.'}`,
  };
}

function open(state: PageState, incident: IncidentView, time: (at: number) => string): Headline {
  const promises = promisesOf(state, incident);
  const woken = incident.pages === 0 ? 'Nobody was woken; there is a ticket.' : 'The engineer on call was woken.';
  const since = `since ${time(incident.openedAt)}`;
  if (failing(state).length === 0)
    return {
      tone: 'watch',
      title: 'It works again, but it is too early to be sure',
      text: `Broken ${since}: ${listInWords(promises)} The incident stays open until it has been quiet for a while.`,
    };
  const title =
    promises.length === 1
      ? 'A promise to customers is broken'
      : `${capital(numberInWords(promises.length))} promises to customers are broken`;
  return { tone: 'bad', title, text: `Broken ${since}: ${listInWords(promises)} ${woken}` };
}

function several(state: PageState, going: readonly IncidentView[], time: (at: number) => string): Headline {
  const isOpen = going.some(({ status }) => status === 'open');
  const began = time(Math.min(...going.map(({ openedAt }) => openedAt)));
  const services = listInWords([...new Set(going.map(({ service }) => service))]);
  const pages = state.incidents.reduce((sum, incident) => sum + incident.pages, 0);
  const tone = isOpen && failing(state).length > 0 ? 'bad' : 'watch';
  return {
    tone,
    title: `${capital(numberInWords(going.length))} incidents at the same time`,
    text: `Since ${began}: ${services}.${isOpen ? stillOpen(going) : ' Customers are served again; all of it stays open until it has been quiet for a while.'} ${woken(pages)}`,
  };
}

function stillOpen(going: readonly IncidentView[]): string {
  const served = going.filter(({ status }) => status === 'mitigated').length;
  return served === 0
    ? ''
    : ` ${capital(numberInWords(served))} of them ${served === 1 ? 'counts' : 'count'} as mitigated.`;
}

function mitigated(incident: IncidentView, time: (at: number) => string): Headline {
  return {
    tone: 'watch',
    title: 'Customers are served again',
    text: `The incident counts as mitigated since ${time(incident.mitigatedAt ?? incident.openedAt)}. It stays open until every alarm has been clear for ${durationInWords(RULES.resolveQuietMs)}, with traffic.`,
  };
}

function resolved({ openedAt, mitigatedAt, resolvedAt, pages }: IncidentView): Headline {
  const lasted = durationInWords((resolvedAt ?? openedAt) - openedAt);
  return {
    tone: 'good',
    title: 'The incident is over',
    text: `It was resolved ${lasted} after it was opened${mitigatedAt === undefined ? '' : `, ${durationInWords(mitigatedAt - openedAt)} of which until it counted as mitigated`}. ${woken(pages)}`,
  };
}

function afterwards(incidents: readonly IncidentView[], told: boolean): Headline {
  if (incidents.length === 0)
    return {
      tone: 'good',
      title: 'The evening is over',
      text: told ? 'No incident.' : 'Nothing happened that anyone needed to hear of.',
    };
  const unresolved = incidents.filter(({ status }) => status !== 'resolved');
  const pages = incidents.reduce((sum, incident) => sum + incident.pages, 0);
  const messages = incidents.reduce((sum, { conversations }) => sum + conversations.length, 0);
  const tickets = incidents.reduce((sum, incident) => sum + incident.tickets.length, 0);
  return {
    tone: unresolved.length === 0 ? 'good' : 'watch',
    title:
      unresolved.length === 0
        ? `The evening is over, and so ${incidents.length === 1 ? 'is the incident' : 'are the incidents'}`
        : `The evening is over, the incident${unresolved.length === 1 ? ' is' : 's are'} not`,
    text: `${capital(count(incidents.length, 'incident'))}, told in ${count(messages, 'Slack message')} and ${count(tickets, 'ticket')}. ${woken(pages)}`,
  };
}

/** Objectives whose fastest page tier would be passed if the last five minutes went on. */
function failing({ objectives, samples }: PageState): { readonly promise: string; readonly good: number }[] {
  const now = samples.at(-1);
  return objectives.flatMap(({ promise, goal, tiers }, index) => {
    const good = now?.objectives[index]?.good ?? 100;
    const thresholds = tiers.filter(({ urgency }) => urgency === 'page').map(({ threshold }) => threshold);
    const isPassed = thresholds.length > 0 && (100 - good) / (100 - Number(goal)) > Math.max(...thresholds);
    return isPassed ? [{ promise, good }] : [];
  });
}

function promisesOf({ objectives }: PageState, { members }: IncidentView): string[] {
  return members.map((member) => `“${objectives.find(({ slo }) => slo === member)?.promise ?? member}”`);
}

function woken(pages: number): string {
  if (pages === 0) return 'Nobody was woken.';
  return pages === 1 ? 'One person was woken, once.' : `Someone was woken ${times(pages)}.`;
}

function count(many: number, what: string): string {
  return `${numberInWords(many)} ${what}${many === 1 ? '' : 's'}`;
}

function numberInWords(many: number): string {
  return NUMBERS[many] ?? String(many);
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
