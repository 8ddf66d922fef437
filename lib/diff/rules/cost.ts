import type { CostDocument } from '../../model/contracts/documents';
import type { Found, Rule } from '../rule';

/** What its own alarms cost. */
export const cost: Rule = ({ usdPerMonth: was }, { usdPerMonth: is }) => {
  return was === is ? [] : [changed(was, is, 'Its alarms cost')];
};

/** What everything costs. */
export function wholeCost(was: CostDocument, is: CostDocument): Found[] {
  const fee = is.applicationSignalsUsdPerMonth - was.applicationSignalsUsdPerMonth;
  if (was.total === is.total && fee === 0) return [];
  const found = changed(was.total, is.total, 'All alarms and dashboards together cost');
  if (fee === 0) return [found];
  const its = `Application Signals' own fee, which is not in it, ${fee > 0 ? 'rises' : 'falls'} by about ${usd(Math.abs(fee))} USD`;
  return [{ ...found, consequence: `${found.consequence.slice(0, -1)}; ${its}.` }];
}

function changed(was: number, is: number, what: string): Found {
  const more = is === was ? 'the same' : `${usd(Math.abs(is - was))} USD a month ${is > was ? 'more' : 'less'}`;
  return {
    kind: 'cost-changed',
    level: 'info',
    before: `${usd(was)} USD a month`,
    after: `${usd(is)} USD a month`,
    consequence: `${what} ${more}.`,
  };
}

function usd(amount: number): string {
  return amount.toFixed(2);
}
