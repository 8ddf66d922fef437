import type { Tier } from './tier';

/** A named set of tiers with the place it comes from. */
export interface AlertRecipe {
  readonly id: string;
  /** Where the numbers come from, as a reader would look it up. */
  readonly source: string;
  readonly tiers: readonly Tier[];
}

const fast: Tier = { name: 'fast', urgency: 'page', longMinutes: 60, shortMinutes: 5, budgetShare: '0.02' };
const slow: Tier = { name: 'slow', urgency: 'page', longMinutes: 360, shortMinutes: 30, budgetShare: '0.05' };

/** What every SLO gets unless it says otherwise: thresholds 13.44, 5.6 and 0.933 over 28 days. */
export const AWS_RECIPE: AlertRecipe = {
  id: 'aws-three-pairs',
  source: 'Amazon CloudWatch user guide, "Service level objectives (SLOs)", burn rates, strategy of three pairs',
  tiers: [fast, slow, { name: 'ticket', urgency: 'ticket', longMinutes: 4320, shortMinutes: 360, budgetShare: '0.1' }],
};

/**
 * Thresholds 14.4, 6, 3 and 1 over 30 days. The pair of 24 h and 2 h stands in the alert expression of section 6 only.
 */
export const GOOGLE_RECIPE: AlertRecipe = {
  id: 'google-four-tiers',
  source: 'Google SRE Workbook, chapter 5 "Alerting on SLOs", Table 5-8 and the alert expression of section 6',
  tiers: [
    fast,
    slow,
    { name: 'ticket-fast', urgency: 'ticket', longMinutes: 1440, shortMinutes: 120, budgetShare: '0.1' },
    { name: 'ticket-slow', urgency: 'ticket', longMinutes: 4320, shortMinutes: 360, budgetShare: '0.1' },
  ],
};

/**
 * Thresholds 13.44, 3.5, 1.4 and 0.98 over 7 days. The AWS recipe's shares would put its ticket tier at 0.233 there, which fires
 * while the promise is kept.
 */
export const SLOTH_7_DAYS: AlertRecipe = {
  id: 'sloth-7-days',
  source: 'slok/sloth, examples/windows/7d.yaml',
  tiers: [
    { ...fast, budgetShare: '0.08' },
    { ...slow, budgetShare: '0.125' },
    { name: 'ticket-fast', urgency: 'ticket', longMinutes: 1440, shortMinutes: 120, budgetShare: '0.2' },
    { name: 'ticket-slow', urgency: 'ticket', longMinutes: 4320, shortMinutes: 360, budgetShare: '0.42' },
  ],
};

/** Thresholds 21.6, 10.8 and 4.5 over 90 days. */
export const DATADOG_90_DAYS: AlertRecipe = {
  id: 'datadog-90-days',
  source: 'Datadog documentation, "Burn rate alerts", table for 90-day targets',
  tiers: [
    { ...fast, budgetShare: '0.01' },
    { ...slow, budgetShare: '0.03' },
    { name: 'ticket', urgency: 'ticket', longMinutes: 1440, shortMinutes: 120, budgetShare: '0.05' },
  ],
};
