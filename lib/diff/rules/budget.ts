import { isDeepStrictEqual } from 'node:util';
import type { ObjectiveInterval } from '../../assembly';
import type { CatalogueEntry } from '../../model/contracts/catalogue';
import { budgetMinutes, budgetRequests, exact, formatDecimal, parseGoal } from '../../model/slo';
import { goalInWords, intervalInWords } from '../../model/wording/promise';
import type { Rule } from '../rule';

const MILLION = 1_000_000;
/** A budget in minutes is a finite decimal: a goal has twelve decimals at most, in percent, and an interval has whole minutes. */
const EXACT = 14;

/** How much may go wrong: goal and interval. */
export const budget: Rule = ({ objective: was }, { objective: is }) => {
  const [old, now] = [was.entry, is.entry];
  const sameGoal = exact(old.attainmentGoal).equals(exact(now.attainmentGoal));
  const sameInterval = isDeepStrictEqual(old.interval, now.interval);
  const found = { kind: 'budget-changed', level: 'notice' } as const;
  if (sameGoal && sameInterval) {
    if (beginTogether(was.interval, is.interval)) return [];
    const consequence =
      'Intervals end on other days: the one that runs is cut or prolonged, and what is left of its error budget changes.';
    return [{ ...found, before: startInWords(was.interval), after: startInWords(is.interval), consequence }];
  }
  const parts = [
    minutesInWords(old, now),
    ...(sameGoal ? [] : [`of a million ${requests(old)} to ${requests(now)} may be bad`]),
  ];
  return [
    {
      ...found,
      before: goalInWords(old),
      after: goalInWords(now),
      consequence: `${sizeInWords(old, now)}: ${parts.join(', and ')}; what was bad within the interval counts against the new one from the first minute on.`,
    },
  ];
};

function minutesOf({ attainmentGoal, interval }: CatalogueEntry) {
  return budgetMinutes(parseGoal(attainmentGoal), interval);
}

function sizeInWords(old: CatalogueEntry, now: CatalogueEntry): string {
  const [was, is] = [minutesOf(old), minutesOf(now)];
  const percent = formatDecimal(is.sub(was).abs().mul(100).div(was), 2);
  if (is.equals(was)) return 'The error budget stays as large';
  return `The error budget ${is.lt(was) ? 'shrinks' : 'grows'} by ${percent === '0' ? 'less than 0.01' : percent} %`;
}

function minutesInWords(old: CatalogueEntry, now: CatalogueEntry): string {
  const [was, is] = [old, now].map((entry) => `${formatDecimal(minutesOf(entry), EXACT)} minutes`);
  const [before, after] = [old, now].map(({ interval }) => intervalInWords(interval));
  return before === after ? `from ${was} to ${is} in ${after}` : `from ${was} in ${before} to ${is} in ${after}`;
}

function requests({ attainmentGoal }: CatalogueEntry): string {
  return formatDecimal(budgetRequests(parseGoal(attainmentGoal), MILLION), EXACT);
}

/** Whether intervals of the calendar begin on the same days, whichever of them was the first. */
function beginTogether(was: ObjectiveInterval, is: ObjectiveInterval): boolean {
  if (was.kind === 'rolling' || is.kind === 'rolling') return true;
  return (monthOf(is.startSeconds) - monthOf(was.startSeconds)) % is.duration === 0;
}

/** Months since the year 0, in UTC. */
function monthOf(startSeconds: number): number {
  const start = new Date(startSeconds * 1000);
  return start.getUTCFullYear() * 12 + start.getUTCMonth();
}

function startInWords(interval: ObjectiveInterval): string {
  if (interval.kind === 'rolling') return 'no calendar';
  const month = monthOf(interval.startSeconds);
  return `intervals begin in ${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}
