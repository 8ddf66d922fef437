import { type Behind, behind, GRACE_MS, type Progress } from '../../../lib/model/delivery/sweep';
import { alarm, incident, MINUTE, START } from '../../support/incidents';

const state = incident(alarm(0, 'fast', 'ALARM'), alarm(1, 'slow', 'ALARM'));
const LONG_AFTER = START + 20 * MINUTE;
const upToDate: Progress = { settledRevision: 2, leaseUntil: 0, waitsUntil: 0, checks: [], notice: '' };

describe('a target is asked again', () => {
  it.each<[string, Progress | undefined, string, number, Behind | undefined]>([
    ['never when it is up to date', upToDate, '', LONG_AFTER, undefined],
    ['when nobody ever began', undefined, '', LONG_AFTER, 'missing'],
    ['not before the first request had its time', undefined, '', START + MINUTE + GRACE_MS - 1, undefined],
    ['when its revision is old', { ...upToDate, settledRevision: 1 }, '', LONG_AFTER, 'revision'],
    [
      'not while a worker has the lease',
      { ...upToDate, settledRevision: 1, leaseUntil: LONG_AFTER + 1 },
      '',
      LONG_AFTER,
      undefined,
    ],
    [
      'not while its message waits in the queue',
      { ...upToDate, settledRevision: 1, waitsUntil: LONG_AFTER + 1 },
      '',
      LONG_AFTER,
      undefined,
    ],
    [
      'when the queue did not bring its message back',
      { ...upToDate, settledRevision: 1, waitsUntil: LONG_AFTER - GRACE_MS },
      '',
      LONG_AFTER,
      'revision',
    ],
    [
      'when a look for duplicates is due',
      { ...upToDate, checks: [LONG_AFTER - 10_000, LONG_AFTER + 1] },
      '',
      LONG_AFTER,
      'duplicates',
    ],
    ['not before every clock says so', { ...upToDate, checks: [LONG_AFTER - 9_999] }, '', LONG_AFTER, undefined],
    ['when its end is to be told again', { ...upToDate, endAgainAt: LONG_AFTER - 10_000 }, '', LONG_AFTER, 'end'],
    ['not before that', { ...upToDate, endAgainAt: LONG_AFTER - 9_999 }, '', LONG_AFTER, undefined],
    ['not when it has been', { ...upToDate, endAgainAt: 0 }, '', LONG_AFTER, undefined],
    ['when it should tell of an unreachable target', upToDate, 'Slack@1', LONG_AFTER, 'notice'],
    ['when it should no longer', { ...upToDate, notice: 'Slack@1' }, '', LONG_AFTER, 'notice'],
  ])('%s', (_what, progress, notice, now, expected) => {
    expect(behind(state, progress, notice, now)).toBe(expected);
  });
});
