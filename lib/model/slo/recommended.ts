import { intervalMinutes } from './interval';
import { type PolicyUse, thresholdFaults } from './policy';
import { AWS_RECIPE, DATADOG_90_DAYS, GOOGLE_RECIPE, SLOTH_7_DAYS } from './recipes';
import type { Tier } from './tier';

const DAY = 1440;
/** Shares for 7 days are taken up to here, those for 28 and 30 days from here on. */
const UP_TO_WEEKS = 10 * DAY;
/** Shares for 28 and 30 days are taken below, those for 90 days from here on. */
const FROM_QUARTERS = 60 * DAY;

/**
 * The tiers that suit a goal and an interval: of each set the page tiers that can fire and stay above a burn of 1, and the slowest
 * ticket tier that can fire and does not fire while the promise is kept (above 0.9; above 1 for goals up to 95 %).
 *
 * Up to 10 days the shares are Sloth's for 7 days, below 60 days those of AWS (and the faster ticket tier of the SRE Workbook where
 * AWS's own would fire all the time), from 60 days on Datadog's for 90. Of short intervals little is left, because every look-back
 * must be shorter than the interval and every threshold above 1: three days keep `fast` (5.76) and `slow` (1.5), two days
 * `fast` (3.84) and no other, one day `fast` (1.92).
 *
 * @returns no tier when none suits: the goal is so low that not even a total outage burns fast enough
 */
export function recommendedTiers(use: PolicyUse): readonly Tier[] {
  const { pages, tickets } = candidates(intervalMinutes(use.interval), use.periodMinutes);
  const suits = (tier: Tier) => thresholdFaults(tier, use).length === 0;
  const ticket = tickets.find(suits);
  return [...pages.filter(suits), ...(ticket === undefined ? [] : [{ ...ticket, name: 'ticket' }])];
}

/** Tickets from the slowest to the fastest. */
function candidates(minutes: number, period: number): { pages: readonly Tier[]; tickets: readonly Tier[] } {
  const { tiers } = minutes <= UP_TO_WEEKS ? SLOTH_7_DAYS : minutes < FROM_QUARTERS ? AWS_RECIPE : DATADOG_90_DAYS;
  const faster = tiers === AWS_RECIPE.tiers ? GOOGLE_RECIPE.tiers.filter(({ name }) => name === 'ticket-fast') : [];
  const tickets = [...tiers.filter(({ urgency }) => urgency === 'ticket'), ...faster];
  return {
    pages: tiers.filter(({ urgency }) => urgency === 'page').map((tier) => inPeriods(tier, period)),
    tickets: tickets.sort((a, b) => b.longMinutes - a.longMinutes).map((tier) => inPeriods(tier, period)),
  };
}

/** Look-backs are whole periods: 5 minutes become 10 where periods of 10 minutes are judged. */
function inPeriods(tier: Tier, period: number): Tier {
  const whole = (minutes: number) => Math.ceil(minutes / period) * period;
  return { ...tier, longMinutes: whole(tier.longMinutes), shortMinutes: whole(tier.shortMinutes) };
}
