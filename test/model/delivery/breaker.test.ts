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
    expect(after(...seen, [900, answered])).toEqual(CLOSED);
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

  it.each<[string, Breaker, number, object]>([
    ['closed', CLOSED, 0, { decision: 'go' }],
    ['failing a little', after([0, failed]), 1, { decision: 'go' }],
    ['open', open, 10, { decision: 'wait', reason: 'breakerOpen', seconds: 20 }],
    [
      'cooled down',
      open,
      30,
      { decision: 'probe', claimed: { ...open, probeUntil: NOW + (30 + PROBE_SECONDS) * SECOND } },
    ],
    ['being probed', probed, 40, { decision: 'wait', reason: 'breakerOpen', seconds: 10 }],
    ['left by a probe that died', probed, 50, { decision: 'probe' }],
    ['paused', after([0, limited(60)]), 15, { decision: 'wait', reason: 'paused', seconds: 45 }],
    ['paused no more', after([0, limited(60)]), 60, { decision: 'go' }],
    ['paused for the longer of two', after([0, limited(60)], [1, limited(5)]), 15, { decision: 'wait', seconds: 45 }],
  ])('when it is %s', (_what, breaker, second, expected) => {
    expect(admit(breaker, NOW + second * SECOND)).toMatchObject(expected);
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
