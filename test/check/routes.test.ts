import { assemblyOf, ENTRY, entry, found, response, type StackOptions, shop } from './shop';

const IDS = ['route-unknown', 'route-empty', 'response-missing', 'slo-without-alarm'];
const route = (...targets: string[]) => ({ routes: [{ targets, from: 'sev3' as const }] });
const shopAlone = (change: object = {}) => {
  const { Ledger, Deliveries, Response, ...rest } = { ...shop(), ...entry(change) };
  return rest;
};
const unknown = (target: string) =>
  `error route-unknown Shop/${ENTRY} routes of checkout: got "${target}", allowed are "incidents", "tickets", the targets of Shop`;

describe('routes', () => {
  it.each([
    ['to a target', route('incidents')],
    ['to every target', route()],
    ['to several', { routes: [...route('incidents').routes, ...route('tickets').routes] }],
  ])('%s are fine', (_what, change) => {
    expect(found(shop(change), IDS)).toEqual([]);
  });

  it.each([
    ['nobody', route('incidnets'), 'incidnets'],
    ['nobody beside somebody', route('incidents', 'status-page'), 'status-page'],
    // Canaries and incidents never reach each other's targets.
    ['the target of canaries', route('canaries'), 'canaries'],
  ])('to %s are found', (_what, change, target) => {
    expect(found(shop(change), IDS)).toEqual([unknown(target)]);
  });

  it('are looked up in the response of another stack, in the same account and region', () => {
    const wrong = shopAlone(route('incidnets'));
    const findings = (options: StackOptions) =>
      found(assemblyOf([wrong], [response('incidents'), { name: 'Response', ...options }]), IDS).map(
        (one) => one.split(' ')[1],
      );
    expect(findings({})).toEqual(['route-unknown']);
    expect(findings({ account: '', region: '' })).toEqual(['route-unknown']);
    expect(findings({ region: 'us-east-1' })).toEqual(['response-missing']);
  });

  it('to nobody at all are found', () => {
    expect(found(shop({ routes: [] }), IDS)).toEqual([
      `error route-empty Shop/${ENTRY} routes of checkout: got none, allowed is at least one: nobody is told of its incidents`,
    ]);
    expect(found({ ...shop(route()), ...response() }, IDS)).toEqual([
      'error route-empty Shop/Response targets of stage prod: got none, allowed is at least one: nobody is told of incidents',
    ]);
  });

  it('are not checked without a response, which is said once', () => {
    const { [ENTRY]: parameter, ...rest } = shopAlone();
    const second = { ...parameter!, Properties: { ...parameter!.Properties, Name: '/slo/prod/checkout' } };
    expect(found({ ...rest, [ENTRY]: parameter, Second: second }, ['response-missing'])).toEqual([
      `info response-missing Shop/${ENTRY} response of stage prod: got none in this assembly, allowed is one that is deployed already: the routes of its SLOs were not checked`,
    ]);
  });

  it('of the test alarm are its own matter', () => {
    expect(found(shop({ canary: true, tiers: [], ...route('nobody') }), IDS)).toEqual([]);
  });
});

describe('an SLO without alarms', () => {
  it('says why (S1.31)', () => {
    const none = { tiers: [], evidence: false };
    expect(found(shop(none), IDS)).toEqual([
      `error slo-without-alarm Shop/${ENTRY} alarms of checkout: got none, allowed is at least one burn-rate alarm, or the reason for none (AlertPolicy.none)`,
    ]);
    expect(found(shop({ ...none, noAlarms: 'Watched by the platform.' }), IDS)).toEqual([]);
  });
});
