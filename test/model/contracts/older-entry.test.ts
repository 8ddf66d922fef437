import { parseCatalogueEntry } from '../../../lib/model/contracts/catalogue';
import { readLogEntry } from '../../../lib/model/contracts/incident-event';
import { isCounted } from '../../../lib/model/contracts/measurement';
import { fold } from '../../../lib/model/incident';
import { entry } from '../../support/entries';
import { START } from '../../support/incidents';

const metric = (name: string) => ({ namespace: 'Shop', name, dimensions: { Operation: 'orders' }, stat: 'Sum' });

/** An entry as it was written before there were measurements. */
function older(requests = { good: metric('Good'), total: metric('Total') }) {
  const { measurement: _, ...rest } = entry();
  return { ...rest, requests };
}

test('an incident whose first event holds an older catalogue entry still folds', () => {
  const key = 'orders/fast/ALARM/0';
  const event = { version: 1, type: 'alarm', key, slo: 'orders', alarm: 'fast', value: 'ALARM', at: START };
  const state = fold([readLogEntry(1, { ...event, entry: older() })]);
  expect(state).toMatchObject({ status: 'open', members: ['orders'] });
  expect(state!.objectives.orders).toEqual(entry());
});

test('an older catalogue entry is read, with its requests as a measurement', () => {
  expect(parseCatalogueEntry(JSON.stringify(older()))).toEqual(entry());
});

test('one that names no metrics says that nobody can count', () => {
  const { measurement } = parseCatalogueEntry(JSON.stringify(older({ good: metric(''), total: metric('') })));
  expect(isCounted(measurement)).toBe(false);
});

test.each([null, 1, 'text', {}, { requests: null }, { requests: {} }])('what is no entry is refused: %j', (value) => {
  expect(() => parseCatalogueEntry(JSON.stringify(value))).toThrow('Invalid');
});
