import { rejected, retryLater, type TargetResult, unknown } from '../../../lib/model/contracts/target-result';
import {
  admit,
  type Breaker,
  CLOSED,
  isOpen,
  type Observation,
  observationOf,
  observe,
  PROBE_SECONDS,
} from '../../../lib/model/delivery/breaker';

const NOW = Date.parse('2026-11-14T20:00:00Z');
const SECOND = 1000;
const answered: Observation = { kind: 'answered' };
const failed: Observation = { kind: 'failed' };
const limited = (seconds: number): Observation => ({ kind: 'limited', seconds });

/** The breaker after observations at seconds after the start. */
function after(...seen: readonly [second: number, observation: Observation][]): Breaker {
  return seen.reduce((breaker, [second, what]) => observe(breaker, what, NOW + second * SECOND), CLOSED);
}

describe('a breaker', () => {
  it.each<[string, [number, Observation][], boolean]>([
    ['nothing happened', [], false],
    [
      'two failures',
      [
        [0, failed],
        [1, failed],
      ],
      false,
    ],
    [
      'three failures in a row',
      [
        [0, failed],
        [1, failed],
        [2, failed],
      ],
      true,
    ],
    [
      'three failures with an answer between',
      [
        [0, failed],
        [1, failed],
        [2, answered],
        [3, failed],
      ],
      false,
    ],
    [
      'a rate limit between: the target is there',
      [
        [0, failed],
        [1, failed],
        [2, limited(10)],
        [3, failed],
      ],
      false,
    ],
    [
      'an answer after it opened',
      [
        [0, failed],
        [1, failed],
        [2, failed],
        [32, answered],
      ],
      false,
    ],
    [
      'a rate limit after it opened',
      [
        [0, failed],
        [1, failed],
        [2, failed],
        [32, limited(5)],
      ],
      false,
    ],
  ])('after %s', (_what, seen, open) => {
    expect(isOpen(after(...seen))).toBe(open);
  });

  it('remembers since when the target does not answer, through all of its trips', () => {
    const seen = [0, 1, 2, 40, 120, 300].map((second): [number, Observation] => [second, failed]);
    expect(after(...seen)).toMatchObject({ failingSince: NOW, failures: 6, trips: 4 });
    expect(after(...seen, [900, answered])).toEqual({ ...CLOSED, pausedUntil: NOW + 900 * SECOND });
  });

  it('waits longer after each failed probe, up to ten minutes', () => {
    let [breaker, now] = [after([0, failed], [0, failed]), NOW];
    const coolDowns = [];
    for (let trip = 0; trip < 8; trip += 1) {
      breaker = observe(breaker, failed, now);
      coolDowns.push((breaker.openUntil - now) / SECOND);
      now = breaker.openUntil;
    }
    expect(coolDowns).toEqual([30, 60, 120, 240, 480, 600, 600, 600]);
  });

  it('is not tripped again by calls that were under way when it opened', () => {
    const open = after([0, failed], [0, failed], [0, failed]);
    expect(observe(open, failed, NOW + 5 * SECOND)).toBe(open);
  });

  it('does not change for an answer of a target that has not failed, so that nothing is written', () => {
    expect(observe(CLOSED, answered, NOW)).toBe(CLOSED);
    const paused = after([0, limited(60)]);
    expect(observe(paused, answered, NOW)).toBe(paused);
    expect(observe(paused, limited(60), NOW + 500)).toBe(paused);
  });
});

describe('whether a target may be called', () => {
  const open = after([0, failed], [0, failed], [0, failed]);
  const probed = { ...open, probeUntil: NOW + 50 * SECOND };
  const paused = after([0, limited(60)]);
  const at = (second: number) => NOW + second * SECOND;
  const holds = (reason: string, seconds: number, placeAt?: number) => ({ holding: { reason, seconds, placeAt } });

  it.each<[string, Breaker, number, number | undefined, object]>([
    ['closed', CLOSED, 0, undefined, {}],
    ['failing a little', after([0, failed]), 1, undefined, {}],
    ['open', open, 10, undefined, holds('breakerOpen', 20)],
    ['cooled down', open, 30, undefined, { claimed: { ...open, probeUntil: at(30 + PROBE_SECONDS) } }],
    ['being probed', probed, 40, undefined, holds('breakerOpen', 10)],
    ['left by a probe that died', probed, 50, undefined, { claimed: { ...open, probeUntil: at(50 + PROBE_SECONDS) } }],
    ['paused: the first place', paused, 15, undefined, { ...holds('paused', 45, at(60)), claimed: line(at(62)) }],
    ['paused: the next one', line(at(64)), 15, undefined, { ...holds('paused', 49, at(64)), claimed: line(at(66)) }],
    [
      'paused, whatever place one has',
      line(at(64)),
      59,
      at(59),
      { ...holds('paused', 5, at(64)), claimed: line(at(66)) },
    ],
    ['ready for the place that one has', line(at(64)), 60, at(60), {}],
    ['ready for a place, late', line(at(64)), 90, at(60), {}],
    [
      'in line, and the place is from before the pause',
      line(at(64)),
      61,
      at(59),
      { ...holds('paused', 3, at(64)), claimed: line(at(66)) },
    ],
    ['in line with nobody before', line(at(64)), 70, undefined, { claimed: line(at(72)) }],
    ['paused for the last time long ago', line(at(64)), 361, undefined, {}],
    [
      'crowded for longer than the line is kept',
      line(at(400)),
      390,
      undefined,
      { ...holds('paused', 10, at(400)), claimed: line(at(402)) },
    ],
  ])('when it is %s', (_what, breaker, second, placeAt, expected) => {
    expect(admit(breaker, at(second), placeAt)).toEqual(expected);
  });

  function line(nextPlaceAt: number): Breaker {
    return { ...paused, nextPlaceAt };
  }

  it('is one by one after an outage, when many have waited', () => {
    const back = observe(open, answered, at(30));
    const first = admit(back, at(31));
    expect(first.holding).toBeUndefined();
    expect(admit(first.claimed!, at(31)).holding).toMatchObject({ reason: 'paused', seconds: 2 });
  });
});

describe('what a call says of its target', () => {
  it.each<[string, TargetResult<unknown>, Observation]>([
    ['an answer', { outcome: 'ok', value: 1 }, answered],
    ['503', retryLater(30, 'serverError', ''), failed],
    ['no connection', retryLater(30, 'network', ''), failed],
    ['no answer', unknown('timeout', ''), failed],
    ['502', unknown('serverError', ''), failed],
    ['a web page instead of an answer', unknown('badAnswer', ''), failed],
    ['a token that is refused', rejected('auth', ''), failed],
    ['a rate limit', retryLater(30, 'rateLimited', ''), limited(30)],
    ['a message that is refused', rejected('clientError', ''), answered],
    ['a channel that is gone', rejected('gone', ''), answered],
  ])('%s', (_what, result, expected) => {
    expect(observationOf(result)).toEqual(expected);
  });
});
