import type { Month } from './healthy';
import type { Results } from './parts';
import { quantile } from './statistics';

/** A shop of this size is what most teams have, and where burn rates alone go wrong most. */
const RATE = 60;

/** The study in a paragraph, for somebody who has never heard of burn rates. */
export function summary({ healthy, outage }: Results): string {
  const plain = (budgetShare: number) =>
    healthy.find(({ cell }) => isPlain(cell) && cell.budgetShare === budgetShare && cell.perHour === RATE)!;
  const [half, all] = [plain(0.5), plain(1)];
  const worst = Math.max(...healthy.map(({ pages }) => pages.mean));
  const delays = outage.find(({ cell }) => cell.perHour === RATE && cell.swing === 0)!.delays;
  const within = (share: number) =>
    Math.ceil(
      quantile(
        delays.map((delay) => delay ?? Number.POSITIVE_INFINITY),
        share,
      ),
    );
  return [
    `At ${RATE} requests an hour, a shop that keeps its promise would be woken ${times(half.unguarded.mean)} a month by burn rates alone when it uses half of what it may fail,`,
    `and ${times(all.unguarded.mean)} when it uses all of it. With our rule: ${[...new Set([half, all].map(({ pages }) => times(pages.mean)))].join(' and ')}.`,
    `In the worst of ${healthy.length} kinds of traffic the rule wakes somebody ${worst.toFixed(2)} times a month for nothing.`,
    `And when every request fails, at ${RATE} an hour, somebody is called within ${within(0.5)} minutes in half of the cases and within ${within(0.95)} in 95 of 100.`,
  ].join('\n');
}

function isPlain({ swing, burst }: Month['cell']): boolean {
  return swing === 0 && burst === 1;
}

function times(mean: number): string {
  const rounded = Math.round(mean);
  if (mean < 0.05) return 'never';
  return rounded === 1 ? 'once' : `${mean < 1 ? mean.toFixed(1) : rounded} times`;
}
