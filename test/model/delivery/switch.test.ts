import { deliveriesAreOn } from '../../../lib/model/delivery/switch';

describe('the off switch', () => {
  it.each(['off', 'OFF', ' off\n'])('is off for %j', (value) => expect(deliveriesAreOn(value)).toBe(false));
  it.each(['on', '', 'of', 'false', undefined])('is on for %j: only the one word silences people', (value) =>
    expect(deliveriesAreOn(value)).toBe(true),
  );
});
