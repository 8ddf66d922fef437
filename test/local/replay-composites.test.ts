import { Duration } from 'aws-cdk-lib';
import { ShopPromises } from '../../examples/echarpe/shop-promises';
import { Journey, JourneyRule, Service, Sli, Slo } from '../../lib';
import { loadStory } from '../../lib/local/story/histories';
import { StoryReplay } from '../../lib/local/story/replay';
import { timeOf } from '../../lib/simulate';
import { requests } from '../constructs/fixture';
import { synthesized } from '../support/estate';

const loaded = loadStory('examples/echarpe/stories/match.json');

/** The example's shop, a service that no story has recorded, and journeys over them. */
function replay(): StoryReplay {
  const { assembly, remove } = synthesized((app) => {
    const stack = new ShopPromises(app, 'Promises');
    const shop = stack.node.findAll().find((found): found is Service => found instanceof Service)!;
    const { team, runbookUrl, runbookFirstSteps } = shop._props;
    const unrecorded = new Service(stack, 'Unrecorded', {
      team,
      serviceName: 'unrecorded',
      runbookUrl,
      runbookFirstSteps,
      reviewCycle: Duration.days(30),
    });
    new Slo(stack, 'Unheard', {
      service: unrecorded,
      sloName: 'unheard',
      sli: Sli.ratio({ good: requests('Good'), total: requests('Total') }),
      attainmentGoal: 99.9,
      promise: 'It works.',
      businessImpact: 'None.',
      requestsPerHourAtTrough: 60,
    });
    const promise = 'You can buy a scarf.';
    const broken = JourneyRule.broken(shop);
    new Journey(stack, 'Buy', { journeyName: 'buy', promise, rule: JourneyRule.atLeast(1, broken) });
    const rule = JourneyRule.anyOf(broken, JourneyRule.broken(unrecorded));
    new Journey(stack, 'Both', { journeyName: 'both', promise, rule });
    return stack;
  });
  remove();
  return new StoryReplay({ assembly, loaded, onEntry: () => undefined, signal: new AbortController().signal });
}

it('a story plays journeys over what it has recorded, and leaves out what it knows nothing of', () => {
  const { cloudwatch } = replay();
  const { endMinute } = [...loaded.series.values()][0]!;
  const changes = cloudwatch.evaluateAll(timeOf(endMinute - 1440), timeOf(endMinute));
  const of = (name: string) =>
    changes.filter(({ alarmName }) => alarmName === name).map(({ value, at }) => [value, at] as const);
  // The evening breaks the shop's promises once: fine, broken, fine again.
  expect(of('prod-buy-journey').map(([value]) => value)).toEqual(['OK', 'ALARM', 'OK']);
  expect(of('prod-buy-journey')).toEqual(of('prod-shop-breach'));
  const names = cloudwatch.describeAll().map(({ definition }) => definition.name);
  expect(names.filter((name) => !name.startsWith('slo/'))).toEqual(['prod-shop-breach', 'prod-buy-journey']);
});
