import { cases } from '../../model/slo/facts';
import { at, DAY, seriesOf } from '../fixture';
import { burnAlarm, cloudWatchOf, days, firings, GOOGLE_TIERS, onGrid, SLO } from './fixture';

/** Alarms of a running simulator fire and clear when published figures say, to the minute. */

const WARM = 3 * DAY;
const REQUESTS = 10_000;
const tierAlarms = GOOGLE_TIERS.map(({ tier, longMinutes, shortMinutes, burn }) =>
  burnAlarm(tier, [longMinutes, shortMinutes], burn),
);

/** A fault of so many minutes after three days without, at 99.9 %. */
function fault(errorRatio: number, minutes: number) {
  const bad = Math.round(errorRatio * REQUESTS);
  const series = seriesOf(
    { minutes: WARM, total: REQUESTS },
    { minutes, total: REQUESTS, bad },
    { minutes: 400, total: REQUESTS },
  );
  return firings(cloudWatchOf({ goalPercent: 99.9, alarms: tierAlarms }, series), WARM, WARM + minutes + 400);
}

interface Cell {
  readonly detectMinutes: number;
  readonly resetMinutes: number;
}
type Row = { readonly errorRatio: number } & { readonly [tier: string]: Cell | number | null };

describe('the matrix of detection and reset', () => {
  it.each(cases<Row>('detection_reset_matrix'))('errors of $errorRatio: every tier, to the minute', (row) => {
    const cells = GOOGLE_TIERS.map(({ tier }) => [tier, row[tier] as Cell | null] as const);
    const minutes = Math.max(600, ...cells.map(([, cell]) => Math.ceil(cell?.detectMinutes ?? 0) + 20));
    const expected = cells.flatMap(([tier, cell]) =>
      cell === null
        ? []
        : [[tier, { fired: onGrid.fired(cell.detectMinutes), cleared: minutes + onGrid.cleared(cell.resetMinutes) }]],
    );
    expect(Object.fromEntries(fault(row.errorRatio, minutes))).toEqual(Object.fromEntries(expected));
  });

  it.each(
    cases<{ errorRatio: number; incidentMinutes: number; detectMinutes: number | null; resetMinutes: number | null }>(
      'detection_reset_single_alarm',
    ),
  )(
    'errors of $errorRatio for $incidentMinutes min',
    ({ errorRatio, incidentMinutes, detectMinutes, resetMinutes }) => {
      const found = fault(errorRatio, incidentMinutes).get('page-fast');
      const cleared = incidentMinutes + onGrid.cleared(resetMinutes ?? 0);
      expect(found).toEqual(detectMinutes === null ? undefined : { fired: onGrid.fired(detectMinutes), cleared });
    },
  );
});

describe('budget that is used when a tier fires', () => {
  /** Share of the budget in percent, before and at the minute in which errors of 5 % make an alarm fire. */
  function usedWhenFired(
    goalPercent: number,
    periodDays: number,
    alarm: ReturnType<typeof burnAlarm>,
    windows: number[],
  ) {
    const minutes = periodDays * DAY;
    const series = seriesOf({ minutes, total: REQUESTS }, { minutes: 100, total: REQUESTS, bad: REQUESTS / 20 });
    const cloudWatch = cloudWatchOf({ goalPercent, interval: days(periodDays), windows, alarms: [alarm] }, series);
    const { fired } = firings(cloudWatch, minutes, minutes + 100).get(alarm.name)!;
    return [fired - 1, fired].map((after) => cloudWatch.budget(SLO, at(minutes + after)).usedFraction * 100);
  }

  const NAMES = {
    'page-fast': 'pageFast',
    'page-slow': 'pageSlow',
    'ticket-fast': 'ticketFast',
    'ticket-slow': 'ticketSlow',
  };
  const shares = cases<{ periodDays: number } & Record<string, number>>('fixed_factor_budget_share').flatMap((row) =>
    GOOGLE_TIERS.map((tier) => ({
      ...tier,
      days: row.periodDays,
      percent: row[NAMES[tier.tier as keyof typeof NAMES]]!,
    })),
  );
  it.each(shares)('$tier over $days days: $percent %', ({ tier, longMinutes, shortMinutes, burn, percent, ...row }) => {
    const alarm = burnAlarm(tier, [longMinutes, shortMinutes], burn);
    const [before, after] = usedWhenFired(99.9, row.days, alarm, [longMinutes, shortMinutes]);
    expect(before).toBeLessThanOrEqual(percent + 1e-9);
    expect(after).toBeGreaterThan(percent);
  });

  it.each(cases<Record<string, number>>('honeycomb_style_exhaustion'))('a window of an exhaustion time / 4', (row) => {
    const minutes = row.lookbackHours! * 60;
    const alarm = burnAlarm('honeycomb', [minutes], row.burn!);
    const percent = row.budgetShareAtFire! * 100;
    const [before, after] = usedWhenFired(row.goalPercent!, row.periodDays!, alarm, [minutes]);
    expect([before! <= percent, after! > percent]).toEqual([true, true]);
    const outage = seriesOf({ minutes: 90, total: 10 }, { minutes: 10, total: 10, bad: 10 });
    const cloudWatch = cloudWatchOf({ goalPercent: row.goalPercent!, windows: [minutes], alarms: [alarm] }, outage);
    expect(firings(cloudWatch, 90, 100).get('honeycomb')!.fired).toBe(onGrid.fired(row.detectSeconds! / 60));
  });

  it.each(cases<{ burn: number; errorRatio: number; exhaustionMinutes: number }>('google_burn_exhaustion'))(
    'a burn of $burn empties it after $exhaustionMinutes min',
    ({ burn, errorRatio, exhaustionMinutes }) => {
      const last = Math.floor(exhaustionMinutes);
      const bad = errorRatio * REQUESTS;
      const series = seriesOf({ minutes: 30 * DAY, total: REQUESTS }, { minutes: last + 1, total: REQUESTS, bad });
      const cloudWatch = cloudWatchOf({ goalPercent: 99.9 }, series);
      const used = (minute: number) => cloudWatch.budget(SLO, at(30 * DAY + minute)).usedFraction;
      expect(used(last)).toBeLessThanOrEqual(1);
      // At 1 the oldest bad requests leave as new ones come.
      if (burn === 1) expect(used(last + 1)).toBe(1);
      else expect(used(last + 1)).toBeGreaterThan(1);
    },
  );
});

it.each(cases<{ goalPercent: number; maxBurn: number; reachable: string[] }>('max_burn'))(
  'a total outage at $goalPercent % burns at $maxBurn in every window and reaches $reachable',
  ({ goalPercent, maxBurn, reachable }) => {
    const cloudWatch = cloudWatchOf({ goalPercent, alarms: tierAlarms }, seriesOf({ minutes: 10, total: 7, bad: 7 }));
    cloudWatch.evaluate(at(10));
    const burns = GOOGLE_TIERS.map(({ longMinutes }) => cloudWatch.burn(SLO, longMinutes, at(10)));
    expect(new Set(burns)).toEqual(new Set([maxBurn]));
    const fired = GOOGLE_TIERS.filter(({ tier }) => cloudWatch.state(tier).value === 'ALARM');
    expect(fired.map(({ tier }) => tier)).toEqual(reachable);
  },
);
