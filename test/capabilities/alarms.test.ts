import { AlertPolicy, Route } from '../../lib';
import { targetsOf } from '../../lib/model/incident';
import { declared, faults } from '../constructs/fixture';
import { alarm, incident } from '../support/incidents';

/** Group 2 of the capabilities, as far as it is about what is declared. */
describe('S1.31: no key KPI is merely collected: every SLO has an alarm and a route', () => {
  it('is refused without an alarm, unless it says why, which the catalogue shows', () => {
    expect(faults(() => declared({ alertPolicy: AlertPolicy.of() }))).toEqual([
      'alertPolicy: got no tier, allowed is at least one, or AlertPolicy.none(reason)',
    ]);
    const { slo } = declared({ alertPolicy: AlertPolicy.none('The shop closes in May.') });
    expect(slo.entry).toMatchObject({ tiers: [], noAlarms: 'The shop closes in May.' });
  });

  it('is refused with an empty route', () => {
    expect(faults(() => declared({}, {}, { routes: [] }))).toEqual([
      'routes: got none, allowed is at least one (or leave them out for all targets)',
    ]);
  });

  it('reaches everyone by a route whose target nobody has', () => {
    const { slo } = declared({}, {}, { routes: [Route.always('moved-away')] });
    const state = incident(alarm(0, 'fast', 'ALARM', { entry: slo.entry }));
    expect(targetsOf(state, [{ name: 'incidents' }, { name: 'tickets' }])).toEqual(['incidents', 'tickets']);
  });
});
