import { isNewsOf } from '../../../lib/model/incident';
import { fallbackEntry } from '../../../lib/model/incident/fallback';
import { entry } from '../../support/entries';
import { alarm, incident } from '../../support/incidents';

const inShadow = incident(alarm(0, 'fast', 'ALARM', { entry: { shadow: true } }));
const standIn = fallbackEntry('prod', 'orders');

test('an entry that cannot be found does not take an SLO out of shadow, nor its alarms away', () => {
  expect(isNewsOf(inShadow, entry(), 'fast')).toBe(true);
  expect(isNewsOf(inShadow, standIn, 'fast')).toBe(false);
});

test('where an incident knows nothing of an SLO, it is better than nothing', () => {
  expect(isNewsOf(inShadow, fallbackEntry('prod', 'checkout'), 'fast')).toBe(true);
});
