import { type Objective, readAssembly, readObjectives } from '../../lib/assembly';
import { type RequestSeries, run } from '../../lib/simulate';
import { sloResources, writeAssembly } from '../assembly/fixture';
import { seriesOf } from './fixture';

/** The same SLO in two stages of one account, each over metrics of its own. */
function objectives(): Objective[] {
  const ofTest = JSON.stringify(sloResources({ stage: 'test' })).replaceAll('Orders', 'OrdersInTest');
  const resources = { ...sloResources({ stage: 'prod' }), ...(JSON.parse(ofTest) as object) };
  return readObjectives(readAssembly(writeAssembly({ Shop: { template: { Resources: resources } } })));
}

it('what an alarm of one stage says is no evidence in another', () => {
  // One bad request an hour is a ticket: evidence is not in ALARM. In the other stage everything fails.
  const recordings = new Map<string, RequestSeries>([
    [
      'prod-checkout',
      seriesOf({ minutes: 600, total: 1 }, { minutes: 1, total: 1, bad: 1 }, { minutes: 600, total: 1 }),
    ],
    [
      'test-checkout',
      seriesOf({ minutes: 500, total: 10 }, { minutes: 160, total: 10, bad: 10 }, { minutes: 541, total: 10 }),
    ],
  ]);
  const { incidents } = run({ objectives: objectives(), recordings });
  const calls = incidents.incidents().map(({ group, state: { pages, tickets } }) => [group.stage, pages, tickets]);
  expect(calls.sort()).toEqual([
    ['prod', 0, 1],
    ['test', 1, 0],
  ]);
});
