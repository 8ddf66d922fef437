import { alarm, incident, MINUTE, START, timer } from '../../support/incidents';

describe('when it was over for customers', () => {
  it.each([
    [
      'the first tier was clear, while the ticket tier still fires',
      [alarm(26, 'fast', 'OK'), timer(90, 'mitigated')],
      26,
    ],
    ['somebody said so, while all of it still fires', [timer(20, 'mitigated')], 20],
    [
      'the first tier was clear for good',
      [alarm(5, 'fast', 'OK'), alarm(15, 'fast', 'ALARM'), alarm(26, 'fast', 'OK'), timer(90, 'mitigated')],
      26,
    ],
    [
      'somebody said so, where a slower page tier began to fire after the first one was clear: it went on',
      [alarm(26, 'fast', 'OK'), alarm(30, 'slow', 'ALARM'), timer(50, 'mitigated')],
      50,
    ],
  ] as const)('is when %s', (_when, events, minute) => {
    const began = [alarm(0, 'fast', 'ALARM'), alarm(3, 'evidence', 'ALARM'), alarm(5, 'ticket', 'ALARM')];
    expect(incident(...began, ...events).clearedAt).toBe(START + minute * MINUTE);
  });

  it('is when the last member was clear', () => {
    const events = [
      alarm(0, 'fast', 'ALARM'),
      alarm(1, 'fast', 'ALARM', { slo: 'preview' }),
      alarm(4, 'ticket', 'ALARM'),
      alarm(26, 'fast', 'OK'),
      alarm(28, 'fast', 'OK', { slo: 'preview' }),
      timer(90, 'mitigated'),
    ];
    expect(incident(...events).clearedAt).toBe(START + 28 * MINUTE);
  });
});
