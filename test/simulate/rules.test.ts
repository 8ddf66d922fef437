import type { SomeRules } from '../../lib/model/contracts/incident-rules';
import { run } from '../../lib/simulate';
import { objectiveOf, seriesOf } from './fixture';

/** Two outages of a quarter of an hour, two hours apart. */
const SERIES = seriesOf(
  { minutes: 1440, total: 100 },
  { minutes: 15, total: 100, bad: 100 },
  { minutes: 120, total: 100 },
  { minutes: 15, total: 100, bad: 100 },
  { minutes: 300, total: 100 },
);

it.each<[string, SomeRules | undefined, number]>([
  ['by default the second wakes somebody again once the first counts as mitigated for an hour', undefined, 1],
  [
    'where it counts as mitigated after ten minutes, it does',
    { quietMs: 600_000, quietAfterSlowMs: 600_000, pageAgainAfterMs: 0 },
    2,
  ],
])('incidents live by the rules that the template sets: %s', (_what, rules, pages) => {
  const { incidents } = run({
    objectives: [objectiveOf()],
    recordings: new Map([['prod-checkout', SERIES]]),
    ...(rules === undefined ? {} : { rules: new Map([['prod', rules]]) }),
  });
  const found = incidents.incidents();
  expect(found.reduce((sum, { state }) => sum + state.pages, 0)).toBe(pages);
});
