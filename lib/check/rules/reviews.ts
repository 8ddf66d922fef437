import { DAY_MS, parseDate } from '../../model/calendar/local-time';
import { reviewDueAt } from '../../model/slo/review';
import { catalogueOf, type Listed } from '../catalogue';
import type { Estate, Found, Rule } from '../rule';
import { shown } from '../values';

/** Clocks are at most so far ahead of UTC (Kiribati): what is tomorrow there has begun for nobody else. */
const FURTHEST_AHEAD_MS = 14 * 3_600_000;

/** Goals age: a team that never looks again keeps what was right a year ago. */
export const REVIEW_OVERDUE: Rule = {
  id: 'review-overdue',
  level: 'warning',
  *find(estate) {
    for (const { entry, ...listed } of reviewed(estate)) {
      const due = reviewDueAt(entry.review);
      if (due === undefined || due + DAY_MS > estate.now) continue;
      const { everyDays, last } = entry.review!;
      yield of(
        listed,
        `${last}, due again on ${dateOf(due)}`,
        `is not older than ${days(everyDays)}: review it and set reviewedOn`,
      );
    }
  },
};

export const REVIEW_IN_FUTURE: Rule = {
  id: 'review-in-future',
  level: 'warning',
  *find(estate) {
    for (const { entry, ...listed } of reviewed(estate)) {
      const last = parseDate(entry.review?.last ?? '');
      if (last === undefined || last <= estate.now + FURTHEST_AHEAD_MS) continue;
      yield of(listed, entry.review!.last!, 'is a day that has begun: the date of the last review, not of the next');
    }
  },
};

export const REVIEW_MISSING: Rule = {
  id: 'review-missing',
  level: 'info',
  *find(estate) {
    for (const { entry, ...listed } of reviewed(estate)) {
      if (reviewDueAt(entry.review) !== undefined) continue;
      const { last } = entry.review ?? {};
      yield of(listed, last === undefined ? 'nothing' : shown(last), 'is the date of the last one: set reviewedOn');
    }
  },
};

function of({ place, slo }: Pick<Listed, 'place' | 'slo'>, got: string, allowed: string): Found {
  return { place, what: `last review of ${slo}`, got, allowed };
}

function reviewed(estate: Estate): readonly Listed[] {
  return catalogueOf(estate).listed.filter(({ entry }) => !entry.canary);
}

function dateOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

function days(count: number): string {
  return count === 1 ? 'a day' : `${count} days`;
}
