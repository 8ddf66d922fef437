import { CLOSED } from '../../../lib/model/delivery/breaker';
import { noticeKey, unreachableBeside } from '../../../lib/model/delivery/notice';
import { composeDocument } from '../../../lib/model/wording';
import { entry } from '../../support/entries';
import { alarm, incident, MINUTE, START, timer } from '../../support/incidents';

const TARGETS = [
  { name: 'incidents', kind: 'slack' },
  { name: 'tickets', kind: 'github' },
];
const SINCE = START + 10 * MINUTE;
const OPEN = { ...CLOSED, trips: 1, failures: 3, failingSince: SINCE };
const burning = incident(alarm(0, 'fast', 'ALARM'));

describe('what a target tells of the others', () => {
  it('names the one that cannot be reached, by its kind, and since when', () => {
    const breakers = new Map([['incidents', OPEN]]);
    expect(unreachableBeside('tickets', burning, TARGETS, breakers)).toEqual([{ label: 'Slack', since: SINCE }]);
    expect(unreachableBeside('incidents', burning, TARGETS, breakers)).toEqual([]);
  });

  it('says which one where there are several of a kind', () => {
    const two = [...TARGETS, { name: 'support', kind: 'slack' }];
    const [there] = unreachableBeside('tickets', burning, two, new Map([['support', OPEN]]));
    expect(there).toEqual({ label: 'Slack (support)', since: SINCE });
  });

  it.each([
    ['that failed once', new Map([['incidents', { ...CLOSED, failures: 1, failingSince: SINCE }]]), burning],
    ['that is paused', new Map([['incidents', { ...CLOSED, pausedUntil: SINCE }]]), burning],
    ['that the stack no longer has', new Map([['former', OPEN]]), burning],
    [
      'that hears nothing of the incident anyway',
      new Map([['incidents', OPEN]]),
      incident({
        ...(alarm(0, 'fast', 'ALARM') as object),
        entry: entry({ routes: [{ targets: ['tickets'], from: 'info' }] }),
      } as never),
    ],
    [
      'when the incident is over',
      new Map([['incidents', OPEN]]),
      incident(alarm(0, 'fast', 'ALARM'), alarm(9, 'fast', 'OK'), timer(70, 'mitigated'), timer(140, 'resolved')),
    ],
  ])('says nothing of one %s', (_what, breakers, state) => {
    expect(unreachableBeside('tickets', state, TARGETS, breakers)).toEqual([]);
  });

  it('has one key for the same notices and another for others', () => {
    const slack = { label: 'Slack', since: SINCE };
    expect(noticeKey([slack])).toBe(noticeKey([{ ...slack }]));
    expect(new Set([[], [slack], [{ ...slack, since: SINCE + 1 }]].map(noticeKey)).size).toBe(3);
  });

  it('is a sentence in the words of its readers', () => {
    const unreachable = [{ label: 'Slack', since: SINCE }];
    const [engineers, support] = (['engineers', 'support'] as const).map((audience) =>
      composeDocument('inc-0123456789ab', burning, audience, unreachable).paragraphs.at(-1),
    );
    expect(engineers).toBe(
      'Slack has been unreachable since 14 Nov, 21:10 (Europe/Paris): what is told there is missing or out of date.',
    );
    expect(support).toBe(
      'Slack has not worked for us since 14 Nov, 21:10 (Europe/Paris): news may be missing there, not here.',
    );
  });
});
