import fc from 'fast-check';
import { SignalKeys } from '../../../lib/model/incident/signal-keys';

describe('keys of signals', () => {
  it('are a set that stays as it is when others grow out of it', () => {
    const growth = fc.array(fc.record({ of: fc.nat(), key: fc.constantFrom(...'abcdefgh') }), { maxLength: 30 });
    fc.assert(
      fc.property(growth, (steps) => {
        const grown = [{ keys: SignalKeys.NONE, expected: new Set<string>() }];
        for (const { of, key } of steps) {
          const { keys, expected } = grown[of % grown.length]!;
          grown.push({ keys: keys.with(key), expected: new Set(expected).add(key) });
        }
        for (const { keys, expected } of grown) {
          expect([...keys]).toEqual([...expected]);
          expect(keys.size).toBe(expected.size);
          for (const key of 'abcdefgh') expect(keys.has(key)).toBe(expected.has(key));
        }
      }),
    );
  });

  it('are shared by sets that grow out of each other: a year of flapping takes no minutes', () => {
    let keys = SignalKeys.NONE;
    const copies = jest.spyOn(SignalKeys.prototype, Symbol.iterator);
    for (let signal = 0; signal < 1000; signal += 1) keys = keys.with(`${signal}`);
    expect(keys.size).toBe(1000);
    expect(copies.mock.calls.length).toBeLessThanOrEqual(1);
    copies.mockRestore();
  });
});
