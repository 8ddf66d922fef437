import { allowance } from '../../lib';
import { parseGoal, recommendedTiers, threshold, toNumber } from '../../lib/model/slo';
import { textOf } from './blocks';

/** Rows of the table whose head begins so, as cells. */
function rowsOf(page: string, head: string): string[][] {
  const lines = textOf(page).split('\n');
  const from = lines.findIndex((line) => line.startsWith(head)) + 2;
  const to = lines.findIndex((line, at) => at >= from && !line.startsWith('|'));
  return lines.slice(from, to).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const allowances = rowsOf('docs/goals-and-intervals.md', '| goal | a day');
const intervals = rowsOf('docs/alert-policies.md', '| interval | `fast`');

describe('the page about goals', () => {
  it('has a table of allowances', () => expect(allowances.length).toBeGreaterThan(4));

  it.each(allowances)('says what %s allows', (goal, ...cells) => {
    const allowed = allowance(goal.replace(' %', ''));
    const hours = allowed.hoursPerYear;
    const minutes = [
      allowed.minutesPerDay,
      allowed.minutesPer7Days,
      allowed.minutesPer28Days,
      allowed.minutesPer30Days,
    ];
    expect(cells).toEqual([...minutes.map((amount) => `${amount} min`), `${hours} h`]);
  });
});

describe('the page about alert policies', () => {
  it('has a table of recommended tiers', () => expect(intervals.length).toBeGreaterThan(6));

  it.each(intervals)('says what %s get', (length, ...cells) => {
    const interval = { kind: 'rolling', days: Number.parseInt(length, 10) } as const;
    const tiers = recommendedTiers({ goal: parseGoal('99.9'), interval, periodMinutes: 1 });
    const said = (name: string) => {
      const tier = tiers.find((one) => one.name === name);
      if (tier === undefined) return 'none';
      const burn = Number(toNumber(threshold(tier, interval)).toFixed(3));
      const hours = tier.longMinutes / 60;
      const window = hours < 24 ? `${hours} h` : `${hours / 24} d`;
      return `${burn} (${Number(tier.budgetShare) * 100} % in ${window})`;
    };
    expect(cells).toEqual(['fast', 'slow', 'ticket'].map(said));
  });
});
