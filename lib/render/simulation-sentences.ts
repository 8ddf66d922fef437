import type { SimulatedObjective } from '../model/contracts/documents/simulation';
import {
  attainmentInWords,
  countInWords,
  many,
  missedBy,
  shareInWords,
  spanInWords,
  times,
} from '../model/wording/amounts';
import { countedOf, decisiveAttainment, ownPolicy, POLICY_IN_WORDS, type SeveralSimulations } from './simulation-parts';

export interface Verdict {
  readonly tone: 'good' | 'watch' | 'bad' | 'wait';
  readonly words: string;
}

/** How it ended, in one line. */
export function verdict(simulation: SimulatedObjective): Verdict {
  const { ok, attainment, pages } = simulation;
  if (attainment === null && decisiveAttainment(simulation) === null)
    return { tone: 'wait', words: `There is nothing to judge: the history has no ${countedOf(simulation)}` };
  const woken = pages === 0 ? 'nobody would have been woken' : `somebody would have been woken ${times(pages)}`;
  if (ok) return { tone: pages === 0 ? 'good' : 'watch', words: `The promise was kept, and ${woken}` };
  return { tone: 'bad', words: `The promise was broken, and ${woken}` };
}

/** Changes into ALARM; an alarm is named again, in the same state, where only its actions were held back or released. */
function firings(alarms: SeveralSimulations['alarms']): number {
  const last = new Map<string, string>();
  return alarms.filter(({ name, state }) => {
    const before = last.get(name);
    last.set(name, state);
    return state === 'ALARM' && before !== 'ALARM';
  }).length;
}

/** The same of several SLOs. */
export function verdictOfSeveral({ simulations, pages, alarms }: SeveralSimulations): Verdict {
  if (simulations.length === 0) {
    const fired = firings(alarms);
    return {
      tone: fired === 0 ? 'good' : 'watch',
      words: `No SLO was asked for; alarms would have fired ${times(fired)}`,
    };
  }
  const kept = simulations.filter(({ ok }) => ok).length;
  const woken = pages === 0 ? 'nobody would have been woken' : `somebody would have been woken ${times(pages)}`;
  const all = kept === simulations.length;
  const tone = all ? (pages === 0 ? 'good' : 'watch') : 'bad';
  const were = simulations.length === 1 ? 'promise was' : 'promises were';
  const which = all ? (kept === 2 ? 'Both' : kept === 1 ? 'The' : `All ${kept}`) : `${kept} of ${simulations.length}`;
  return { tone, words: `${which} ${were} kept, and ${woken}` };
}

/** Whether the goal was met, and by how much it was missed. */
export function keptInWords(simulation: SimulatedObjective): string {
  const { goal, attainment, ok } = simulation;
  const decisive = decisiveAttainment(simulation);
  if (decisive === null)
    return `There was no ${countedOf(simulation)}, so nothing can be said about the goal of ${goal} %.`;
  const [worst, last] = [decisive, attainment].map((percent) => attainmentInWords(percent, goal));
  const shares = worst === last ? '' : ` in the worst interval and ${last} in the last one`;
  const met = ok ? 'was met' : `was missed by ${missedBy(decisive, goal)}`;
  return `${worst} of ${countedOf(simulation)}s were good${shares}: the goal of ${goal} % ${met}.`;
}

/** How much of what may fail has failed, at the end of the history. */
export function budgetUsedInWords(simulation: SimulatedObjective): string {
  const { totalBad, usedFraction } = simulation.budget;
  const counted = countedOf(simulation);
  if (usedFraction === null) return 'Without data there is no error budget.';
  if (usedFraction === 0) return `Not one ${counted} of the last interval was bad: the error budget is untouched.`;
  const allowed = many(Math.floor(totalBad / usedFraction), counted);
  const used =
    usedFraction > 1
      ? `the error budget is used up, ${shareInWords(usedFraction)} of it`
      : `${shareInWords(usedFraction)} of the error budget is used`;
  return `The goal lets ${allowed} of the last interval be bad; ${countInWords(totalBad)} ${totalBad === 1 ? 'was' : 'were'}: ${used}.`;
}

/** Who would have been called how often. */
export function calledInWords(simulation: SimulatedObjective): string {
  const { pages, tickets, wakes, policy } = simulation;
  const under = policy === 'declared' ? '' : `, by ${POLICY_IN_WORDS[policy]}`;
  if (pages + tickets === 0) return `Team ${wakes.team} would not have heard of anything${under}.`;
  const woken = `would have been woken ${times(pages)}`;
  const given = many(tickets, 'ticket');
  const called =
    pages === 0
      ? `would have been given ${given}, and not woken`
      : tickets === 0
        ? woken
        : `${woken} and given ${given}`;
  return `Team ${wakes.team} (${wakes.contact}) ${called}${under}.`;
}

/** How soon somebody would have heard after customers felt it, and what was missed. */
export function heardInWords(simulation: SimulatedObjective): string {
  const { faults, firstDetection } = simulation;
  const own = ownPolicy(simulation);
  if (faults.length === 0) return 'Customers felt nothing that is worth a call.';
  const one = faults.length === 1;
  const felt = one ? 'Customers felt one fault' : `Customers felt ${countInWords(faults.length)} faults`;
  const found = own?.found ?? (firstDetection === undefined ? 0 : 1);
  const delay = own?.medianDelayMinutes ?? firstDetection?.delayMinutes ?? null;
  if (found === 0 || delay === null) return `${felt}, and nobody would have heard of ${one ? 'it' : 'any'}.`;
  const used = own?.medianBudgetUsed ?? firstDetection?.budgetUsed ?? null;
  const budget = used === null ? '' : `, with ${shareInWords(used)} of the error budget used by then`;
  const when = `${spanInWords(delay)} after it began${budget}`;
  if (one) return `${felt}; the first word came ${when}.`;
  const heard = found === faults.length ? 'all' : countInWords(found);
  return `${felt}, and somebody would have heard of ${heard}: ${found > 1 ? 'typically ' : ''}${when}.`;
}

/** Pages while nothing was wrong; nothing to say where there were none. */
export function falsePagesInWords(simulation: SimulatedObjective): string[] {
  const falsePages = ownPolicy(simulation)?.falsePages ?? 0;
  if (falsePages === 0) return [];
  return [
    `${falsePages === 1 ? 'One page' : `${countInWords(falsePages)} pages`} came while nothing was wrong that was worth one.`,
  ];
}

/** The answer for somebody who has never heard of burn rates. */
export function outcomeInWords(simulation: SimulatedObjective): string[] {
  return [
    keptInWords(simulation),
    budgetUsedInWords(simulation),
    calledInWords(simulation),
    heardInWords(simulation),
    ...falsePagesInWords(simulation),
    `The alarms cost ${simulation.monthlyCostUsd.toFixed(2)} USD a month.`,
  ];
}

/** What the answer is made of: `28 days, 1,203,000 requests, 812 of them bad`. */
export function historyInWords(simulation: SimulatedObjective): string {
  const { minutes, history } = simulation;
  const { total, bad, gaps, longestGapMinutes, minutesWithData, dropped, excludedMinutes } = history;
  return [
    spanInWords(minutes),
    `${many(total, countedOf(simulation))}, ${bad === 0 ? 'none' : countInWords(bad)} of them bad`,
    ...(gaps === 0
      ? []
      : [
          `data in ${countInWords(minutesWithData)} minutes, ${many(gaps, 'gap')} of up to ${spanInWords(longestGapMinutes)}`,
        ]),
    ...(excludedMinutes === 0 ? [] : [`${spanInWords(excludedMinutes)} excluded by the SLO`]),
    ...(dropped === 0 ? [] : [`${many(dropped, 'faulty row')} left out`]),
  ].join('; ');
}

/** How well what was predicted agrees with what CloudWatch recorded. */
export function againstInWords({ against }: SimulatedObjective): string[] {
  if (against === undefined) return [];
  const { predicted, recorded, matched, medianLagSeconds, p95LagSeconds, outside, toleranceMinutes } = against;
  const lag =
    medianLagSeconds === null
      ? ''
      : ` CloudWatch was ${secondsInWords(Math.abs(medianLagSeconds))} ${medianLagSeconds < 0 ? 'earlier' : 'later'} (median; 95 % within ${secondsInWords(p95LagSeconds ?? medianLagSeconds)}).`;
  const apart = outside === 0 ? '' : ` ${many(outside, 'recorded change')} lay outside of what is simulated.`;
  return [
    `${many(recorded, 'change')} of alarms recorded, ${countInWords(predicted)} predicted, ${countInWords(matched)} agree to within ${toleranceMinutes} min.${lag}${apart}`,
  ];
}

/** `45 s`, `3 min` */
export function secondsInWords(seconds: number): string {
  return Math.abs(seconds) < 120 ? `${Math.round(seconds)} s` : spanInWords(Math.round(seconds / 60));
}
