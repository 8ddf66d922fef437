import type { SimulatedIncidentDocument, SimulatedObjective } from '../model/contracts/documents/simulation';
import { attainmentInWords, countInWords, missedBy, shareInWords, spanInWords, usd } from '../model/wording/amounts';
import {
  callsAbout,
  decisiveAttainment,
  nameAmong,
  ownPolicy,
  POLICY_IN_WORDS,
  type SeveralSimulations,
} from './simulation-parts';
import { secondsInWords } from './simulation-sentences';

/** The tables of the answer, for terminal, Markdown and page alike. All cells are data. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of numbers. */
  readonly right: readonly number[];
}

/** How a moment (ISO-8601) is said. */
export type Moment = (iso: string) => string;

/** `2026-11-14 20:34` */
export const utc: Moment = (iso) => iso.slice(0, 16).replace('T', ' ');

/** Moments of one kind that are named; the rest is counted. */
const MOST_MOMENTS = 3;

/** Each fault with who heard of it when, and between them the calls about nothing. */
export function detectionsTable(simulation: SimulatedObjective, moment: Moment): Table {
  const own = ownPolicy(simulation);
  const faults = simulation.faults.map(({ from, to, bad, budgetShare }, index) => {
    const calls = callsAbout(own, index);
    const heard = calls.map(({ urgency, delayMinutes }) => {
      const after = delayMinutes === null ? '' : ` after ${spanInWords(delayMinutes)}`;
      return `${urgency === 'page' ? 'woken' : 'ticket'}${after}`;
    });
    return {
      at: from,
      cells: [
        moment(from),
        spanInWords((Date.parse(to) - Date.parse(from)) / 60_000),
        countInWords(bad),
        shareInWords(budgetShare),
        heard.join(', ') || 'nobody heard',
        calls[0] === undefined ? '' : shareInWords(calls[0].budgetUsed),
      ],
    };
  });
  const needless = (own?.notifications ?? [])
    .filter(({ fault }) => fault === null)
    .map(({ at, urgency, by, budgetUsed }) => ({
      at,
      cells: [
        moment(at),
        '',
        '',
        '',
        `${urgency === 'page' ? 'woken' : 'ticket'} without a fault, by ${by.join(' and ')}`,
        shareInWords(budgetUsed),
      ],
    }));
  const rows = [...faults, ...needless].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  return {
    head: ['from', 'lasted', `bad ${simulation.history.kind}`, 'of a full budget', 'who heard', 'budget used by then'],
    rows: rows.map(({ cells }) => cells),
    right: [1, 2, 3, 5],
  };
}

export function policiesTable({ policies, faults }: SimulatedObjective): Table {
  return {
    head: [
      'policy',
      'woken',
      'tickets',
      'faults found',
      'for nothing',
      'first word after',
      'budget used by then',
      'USD a month',
    ],
    rows: policies.map((compared) => [
      POLICY_IN_WORDS[compared.policy],
      countInWords(compared.pages),
      countInWords(compared.tickets),
      `${countInWords(compared.found)} of ${countInWords(faults.length)}`,
      countInWords(compared.falsePages),
      compared.medianDelayMinutes === null ? '' : spanInWords(compared.medianDelayMinutes),
      compared.medianBudgetUsed === null ? '' : shareInWords(compared.medianBudgetUsed),
      usd(compared.monthlyCostUsd),
    ]),
    right: [1, 2, 3, 4, 5, 6, 7],
  };
}

/** For each goal whether it was met and, by policy, how often somebody would have been woken and given a ticket: `2 / 1`. */
export function goalsTable({ goals }: SimulatedObjective): Table {
  const policies = [...new Set(goals.flatMap((proposed) => proposed.policies.map(({ policy }) => policy)))];
  return {
    head: ['goal', 'kept', 'good', 'budget used', ...policies.map((policy) => POLICY_IN_WORDS[policy])],
    rows: goals.map(({ goal, declared, met, attainment, usedFraction, policies: calls }) => [
      `${goal} %${declared ? ' (declared)' : ''}`,
      attainment === null ? 'no data' : met ? 'yes' : `no, by ${missedBy(attainment, goal)}`,
      attainmentInWords(attainment, goal),
      shareInWords(usedFraction),
      ...policies.map((policy) => {
        const called = calls.find((candidate) => candidate.policy === policy);
        return called === undefined ? '' : `${countInWords(called.pages)} / ${countInWords(called.tickets)}`;
      }),
    ]),
    right: [2, 3, ...policies.map((_, at) => 4 + at)],
  };
}

export function incidentsTable(incidents: readonly SimulatedIncidentDocument[], moment: Moment): Table {
  const after = (from: string, to: string | undefined) =>
    to === undefined ? 'not yet' : spanInWords((Date.parse(to) - Date.parse(from)) / 60_000);
  return {
    head: ['opened', 'mitigated after', 'resolved after', 'severity', 'woken', 'tickets', 'promises broken'],
    rows: incidents.map(({ openedAt, mitigatedAt, resolvedAt, severity, pages, tickets, members }) => [
      moment(openedAt),
      after(openedAt, mitigatedAt),
      after(openedAt, resolvedAt),
      severity.toUpperCase(),
      countInWords(pages),
      countInWords(tickets),
      members.join(', '),
    ]),
    right: [1, 2, 4, 5],
  };
}

export function overviewTable({ simulations }: SeveralSimulations): Table {
  return {
    head: ['SLO', 'goal', 'good', 'kept', 'budget used', 'woken', 'tickets', 'first word after', 'USD a month'],
    rows: simulations.map((simulation) => {
      const { goal, ok, budget, pages, tickets, monthlyCostUsd } = simulation;
      const percent = decisiveAttainment(simulation);
      const delay = ownPolicy(simulation)?.medianDelayMinutes ?? null;
      return [
        nameAmong(simulations, simulation),
        `${goal} %`,
        attainmentInWords(percent, goal),
        percent === null ? 'no data' : ok ? 'yes' : `no, by ${missedBy(percent, goal)}`,
        shareInWords(budget.usedFraction),
        countInWords(pages),
        countInWords(tickets),
        delay === null ? '' : spanInWords(delay),
        usd(monthlyCostUsd),
      ];
    }),
    right: [1, 2, 4, 5, 6, 7, 8],
  };
}

/** What was predicted and recorded, alarm by alarm. */
export function againstTable({ against }: SimulatedObjective, moment: Moment): Table {
  const named = (changes: readonly { readonly state: string; readonly at: string }[]) => {
    const first = changes.slice(0, MOST_MOMENTS).map(({ state, at }) => `${state} ${moment(at)}`);
    const more = changes.length - first.length;
    return [...first, ...(more > 0 ? [`${more} more`] : [])].join('; ');
  };
  return {
    head: ['alarm', 'predicted', 'recorded', 'agree', 'CloudWatch later by', 'only predicted', 'only recorded'],
    rows: (against?.alarms ?? []).map(
      ({ name, predicted, recorded, matched, medianLagSeconds, onlyPredicted, onlyRecorded }) => [
        name,
        countInWords(predicted),
        countInWords(recorded),
        countInWords(matched),
        medianLagSeconds === null ? '' : secondsInWords(medianLagSeconds),
        named(onlyPredicted),
        named(onlyRecorded),
      ],
    ),
    right: [1, 2, 3, 4],
  };
}

/** Changes of alarms beside those of SLOs. */
export function otherAlarmsTable(alarms: SimulatedObjective['alarms'], moment: Moment): Table {
  return {
    head: ['at', 'alarm', 'state'],
    rows: alarms.map(({ at, name, state, actionsSuppressedBy }) => [
      moment(at),
      name,
      actionsSuppressedBy === undefined ? state : `${state}, actions held back by ${actionsSuppressedBy}`,
    ]),
    right: [],
  };
}
