import fc from 'fast-check';
import type { Severity } from '../../../lib/model/contracts/catalogue';
import { firstSign, reportedBy, targetsOf } from '../../../lib/model/incident';
import { alarm, deed, incident, MINUTE, report, START, timer } from '../../support/incidents';

const kinds = (state: ReturnType<typeof incident>) => state.milestones.map(({ kind }) => kind);

describe('what support hears', () => {
  it.each([
    [1, false, 0, 'sev3', 0],
    [2, true, 0, 'sev3', 0],
    [3, false, 0, 'sev2', 1],
    [9, true, 0, 'sev2', 1],
    [10, true, 0, 'sev1', 1],
    [10, false, 0, 'sev2', 1],
    // Where eight an hour are usual, two of them are, in a quarter of an hour.
    [4, false, 8, 'sev3', 0],
    [5, false, 8, 'sev2', 1],
    [11, true, 8, 'sev2', 1],
    [12, true, 8, 'sev1', 1],
  ] as const)(
    '%d customers, critical: %s, %d an hour usual: %s, %d pages',
    (count, critical, usualReportsPerHour, severity, pages) => {
      const state = incident(report(0, count, { critical, entry: { usualReportsPerHour } }));
      expect(state).toMatchObject({ status: 'open', severity, pages, tickets: 1 - pages });
      expect(state.openedBy).toEqual({ source: 'support', slo: 'orders', report: 'ZD-1' });
      expect(reportedBy(state)).toBe(count);
    },
  );

  it('S3.36: an addendum from 2 to 12 on a critical SLO re-evaluates severity and notifies once', () => {
    const before = incident(report(0, 2, { critical: true }));
    const after = incident(report(0, 2, { critical: true }), report(4, 12, { critical: true }));
    expect([before.severity, after.severity]).toEqual(['sev3', 'sev1']);
    expect(reportedBy(after)).toBe(12);
    expect(kinds(after)).toEqual(['opened', 'paged']);
  });

  it('counts one conversation once, whatever arrives first or twice', () => {
    const state = incident(report(4, 12), report(0, 2), report(4, 12));
    expect(reportedBy(state)).toBe(12);
    expect(reportedBy(incident(report(0, 2), report(1, 3, { report: 'ZD-2' })))).toBe(5);
  });

  it('forgets for its severity who spoke up more than a quarter of an hour ago', () => {
    const state = incident(report(0, 2), report(16, 4));
    expect(state).toMatchObject({ severity: 'sev3', pages: 0 });
  });

  it('joins the incident of its group and tells who was first', () => {
    const state = incident(alarm(0, 'fast', 'ALARM'), report(3, 1));
    expect(state).toMatchObject({ members: ['orders'], pages: 1, severity: 'sev2' });
    expect(state.firstReportAt! - state.firstAlarmAt!).toBe(3 * 60_000);
  });

  it('is told of an SLO in shadow, whose alarms are not', () => {
    const shadow = { shadow: true };
    expect(incident(alarm(0, 'fast', 'ALARM', { entry: shadow })).announced).toEqual([]);
    const state = incident(alarm(0, 'fast', 'ALARM', { entry: shadow }), report(3, 1, { entry: shadow }));
    expect(state).toMatchObject({ announced: ['orders'], openedBy: { source: 'support' } });
  });

  it('opens again what was resolved; what is only mitigated, when many speak up', () => {
    const over = [alarm(0, 'ticket', 'ALARM'), alarm(9, 'ticket', 'OK'), timer(69, 'mitigated')];
    expect(incident(...over, report(80, 1))).toMatchObject({ status: 'mitigated', confirmation: {} });
    expect(incident(...over, report(80, 3)).status).toBe('open');
    expect(incident(...over, timer(129, 'resolved'), report(140, 1)).status).toBe('open');
  });
});

describe('S3.6: only the source is another', () => {
  const signs: readonly (readonly [alarmName: string, count: number, critical: boolean, severity: Severity])[] = [
    ['fast', 10, true, 'sev1'],
    ['fast', 10, false, 'sev2'],
    ['fast', 3, false, 'sev2'],
    ['ticket', 1, true, 'sev3'],
    ['ticket', 2, false, 'sev3'],
  ];
  const targets = [{ name: 'chat' }, { name: 'pager' }, { name: 'team' }];
  const routes = fc.array(
    fc.record({
      targets: fc.subarray(targets.map(({ name }) => name)),
      from: fc.constantFrom('sev1' as const, 'sev2' as const, 'sev3' as const, 'info' as const),
    }),
    { minLength: 1, maxLength: 3 },
  );

  it.each(signs)(
    '%s and %d customers (critical: %s) are %s, with the same fields and routes',
    (name, count, critical, severity) => {
      fc.assert(
        fc.property(routes, fc.integer({ min: 0, max: 500 }), (declared, minute) => {
          const change = { critical, entry: { routes: declared, critical } };
          const [heard, seen] = [
            incident(report(minute, count, change)),
            incident(alarm(minute, name, 'ALARM', change)),
          ];
          expect(heard.severity).toBe(severity);
          expect(targetsOf(heard, targets)).toEqual(targetsOf(seen, targets));
          for (const field of [
            'severity',
            'peakSeverity',
            'pages',
            'tickets',
            'status',
            'members',
            'announced',
          ] as const)
            expect(heard[field]).toEqual(seen[field]);
          expect(
            Object.keys(heard)
              .filter((key) => !SOURCE.has(key))
              .sort(),
          ).toEqual(
            Object.keys(seen)
              .filter((key) => !SOURCE.has(key))
              .sort(),
          );
          expect(kinds(heard)).toEqual(kinds(seen));
        }),
        { numRuns: 50 },
      );
    },
  );
  const SOURCE = new Set(['firstAlarmAt', 'firstReportAt']);
});

describe('reports that arrive late or out of order', () => {
  const customers = (minute: number, count: number, id: string) =>
    report(minute, count, { critical: true, report: id });

  it('are as bad together as in their own order', () => {
    const inOrder = incident(customers(0, 6, 'ZD-1'), customers(5, 6, 'ZD-2'));
    const swapped = incident(customers(5, 6, 'ZD-2'), customers(0, 6, 'ZD-1'));
    expect([inOrder.severity, swapped.severity]).toEqual(['sev1', 'sev1']);
  });

  it('do not open again what is resolved where nobody new speaks up', () => {
    const over = [report(0, 3), timer(90, 'mitigated'), timer(1600, 'resolved')];
    expect(incident(...over, report(1610, 3)).status).toBe('resolved');
    expect(incident(...over, report(1610, 2)).status).toBe('resolved');
    expect(incident(...over, report(1610, 4)).status).toBe('open');
  });

  it('open again what a person called mitigated only for customers who speak up afterwards', () => {
    const said = [report(0, 4), deed(5, 'mitigated', {})];
    expect(incident(...said, report(6, 5)).status).toBe('mitigated');
    expect(incident(...said, report(6, 7)).status).toBe('open');
  });
});

describe('since when there is trouble', () => {
  const calm = alarm(-1, 'evidence', 'OK');

  it('is when what woke somebody began, not when a single request failed hours before', () => {
    const state = incident(
      calm,
      alarm(0, 'fast', 'ALARM'),
      alarm(5, 'fast', 'OK'),
      alarm(236, 'fast', 'ALARM'),
      alarm(240, 'evidence', 'ALARM'),
    );
    expect(state.pages).toBe(1);
    expect(firstSign(state)).toBe(START + 236 * MINUTE);
  });

  it('is when a slow rise began that has not stopped since, and when customers said so first', () => {
    const rise = [calm, alarm(0, 'ticket', 'ALARM'), alarm(90, 'fast', 'ALARM'), alarm(92, 'evidence', 'ALARM')];
    expect(firstSign(incident(...rise))).toBe(START);
    expect(firstSign(incident(report(0, 1), alarm(20, 'fast', 'ALARM')))).toBe(START);
  });
});
