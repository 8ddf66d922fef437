import { EVIDENCE_RULE, evidenceSpan } from '../../../lib/model/slo';

describe('the evidence rule', () => {
  it.each([
    [60, 4, 60],
    [120, 2, 30],
    [300, 2, 12],
    [900, 2, 4],
  ])('over data points of %i seconds wants %i of %i bad: never a single one, always an hour', (seconds, bad, of) => {
    expect(evidenceSpan(seconds)).toEqual({ datapointsToAlarm: bad, evaluationPeriods: of });
    expect((of * seconds) / 60).toBe(60);
  });

  it('is 4 of 60 minutes where missing data is nothing bad, as simulated', () => {
    expect(EVIDENCE_RULE).toMatchObject({
      datapointsToAlarm: 4,
      evaluationPeriods: 60,
      treatMissingData: 'notBreaching',
    });
  });
});
