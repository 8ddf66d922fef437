import { Duration } from 'aws-cdk-lib';
import { AlertPolicy, BurnRateTier } from '../../lib';
import { found, only, type SideProps, side } from './sides';

const FAST = BurnRateTier.page({ name: 'fast', longWindow: Duration.hours(1), budgetPercent: 2 });
const SLOW = BurnRateTier.page({ name: 'slow', longWindow: Duration.hours(6), budgetPercent: 5 });
const TICKET = BurnRateTier.ticket({ name: 'ticket', longWindow: Duration.days(3), budgetPercent: 10 });
const policy = (...tiers: BurnRateTier[]): SideProps => ({ slo: { alertPolicy: AlertPolicy.of(...tiers) } });
const own = side(policy(FAST, SLOW, TICKET));

describe('what is watched', () => {
  it('promise-unwatched: no alarm is left', () => {
    const none = { slo: { alertPolicy: AlertPolicy.none('Nobody looks at it yet.') } };
    expect(only('promise-unwatched', none)).toMatchObject({
      level: 'danger',
      before: 'fast, slow, ticket, evidence, no-data',
      after: 'no alarm (declared so: Nobody looks at it yet.)',
    });
  });

  it('promise-unwatched: a page tier goes, and nothing takes its place', () => {
    expect(only('promise-unwatched', policy(SLOW, TICKET), own)).toMatchObject({
      before: 'fast: calls someone at 2 % of the budget within 1 h, and in the last 5 min (burn rate above 13.44)',
      consequence: 'The promise stays, and fewer faults call someone: no alarm takes the place of fast.',
    });
    expect(found(policy(TICKET), own).map(([kind, , , , consequence]) => [kind, consequence])).toEqual([
      ['promise-unwatched', 'The promise stays, and nobody is called any more: no alarm takes the place of fast.'],
      ['promise-unwatched', 'The promise stays, and nobody is called any more: no alarm takes the place of slow.'],
      ['alarm-removed', 'No page tier asks for it any more.'],
    ]);
  });

  it('promise-unwatched: evidence goes while page tiers stay', () => {
    expect(only('promise-unwatched', { slo: { requestsPerHourAtTrough: 10_000 } })).toMatchObject({
      before: 'evidence: above 0 in 4 of 60 periods of 1 min, missing data is notBreaching',
      after: 'no such alarm',
    });
  });

  it('alarm-removed and alarm-added: another page tier takes the place, silence is not heard', () => {
    const quick = BurnRateTier.page({ name: 'quick', longWindow: Duration.hours(2), budgetPercent: 3 });
    const replaced = found(policy(quick, SLOW, TICKET), own);
    expect(replaced.map(([kind, level]) => [kind, level])).toEqual([
      ['alarm-removed', 'notice'],
      ['alarm-added', 'info'],
    ]);
    expect(only('alarm-removed', { slo: { requestsPerHourAtTrough: undefined } })).toMatchObject({
      before: 'no-data: below 1 in 13 of 13 periods of 1 min, missing data is breaching',
      consequence: 'Nobody hears any more when nothing is counted at all.',
    });
  });

  it('policy-changed: shares, windows and urgencies', () => {
    const later = BurnRateTier.page({ name: 'fast', longWindow: Duration.hours(2), budgetPercent: 5 });
    expect(found(policy(later, SLOW, TICKET), own)).toEqual([
      [
        'policy-changed',
        'notice',
        'fast: calls someone at 2 % of the budget within 1 h, and in the last 5 min (burn rate above 13.44)',
        'fast: calls someone at 5 % of the budget within 2 h, and in the last 10 min (burn rate above 16.8)',
        'The alarm fast fires at a faster burn only, looks further back, ends later after a fault and calls someone later without evidence.',
      ],
    ]);
    expect(only('policy-changed', { slo: { warningThreshold: 30 } })).toMatchObject({
      before: 'warning: 50 % left',
      after: 'warning: 30 % left',
    });
    // ln(10 x 40,320 x rate) / rate, rounded up: 13 minutes at 60 requests an hour (the decision record says so, too), 25 at 30.
    expect(only('policy-changed', { slo: { requestsPerHourAtTrough: 30 } })).toMatchObject({
      before: expect.stringContaining('no-data: below 1 in 13 of 13 periods'),
      after: expect.stringContaining('no-data: below 1 in 25 of 25 periods'),
    });
  });

  it('severity-changed: a tier that pages no longer, and a critical SLO', () => {
    const asTicket = BurnRateTier.ticket({ name: 'fast', longWindow: Duration.hours(1), budgetPercent: 2 });
    expect(found(policy(asTicket, SLOW, TICKET), own).map(([kind, level, , , text]) => [kind, level, text])).toEqual([
      ['policy-changed', 'notice', 'The alarm fast writes a ticket instead of calling someone.'],
      ['severity-changed', 'notice', 'fast is SEV3 instead of SEV2.'],
    ]);
    expect(found({ slo: { critical: true } })).toEqual([
      [
        'severity-changed',
        'notice',
        'not critical, fast SEV2, slow SEV2, ticket SEV3, no-data SEV3',
        'critical, fast SEV1, slow SEV2, ticket SEV3, no-data SEV2',
        'fast is SEV1 instead of SEV2 and no-data is SEV2 instead of SEV3.',
      ],
    ]);
  });

  it('severity-changed is dangerous where nobody is called any more', () => {
    const asTicket = BurnRateTier.ticket({ name: 'fast', longWindow: Duration.hours(1), budgetPercent: 2 });
    expect(only('severity-changed', policy(asTicket, TICKET), policy(FAST, TICKET))).toMatchObject({
      level: 'danger',
      consequence: 'fast is SEV3 instead of SEV2, and nobody is called any more.',
    });
  });
});
