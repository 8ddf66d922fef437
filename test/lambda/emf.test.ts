import { measure } from '../../lambda/emf';

describe('metrics of the response stack', () => {
  afterEach(() => jest.restoreAllMocks());

  function written(act: () => void): Record<string, unknown> {
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    act();
    expect(write).toHaveBeenCalledTimes(1);
    const line = String(write.mock.calls[0]![0]);
    expect(line.endsWith('\n')).toBe(true);
    return JSON.parse(line);
  }

  test('are one document of the embedded metric format, in sum and split by dimensions', () => {
    const document = written(() =>
      measure('prod', [{ name: 'Deliveries', value: 1, unit: 'Count' }], { Target: 'tickets', Outcome: 'ok' }),
    );
    expect(document).toMatchObject({ Target: 'tickets', Outcome: 'ok', Deliveries: 1 });
    expect(document._aws).toEqual({
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [
        {
          Namespace: 'cdk-slo/prod',
          Dimensions: [[], ['Target', 'Outcome']],
          Metrics: [{ Name: 'Deliveries', Unit: 'Count' }],
        },
      ],
    });
  });

  test('need no dimensions', () => {
    const document = written(() => measure('prod', [{ name: 'OpenBreakers', value: 0, unit: 'Count' }]));
    expect(document).toMatchObject({ _aws: { CloudWatchMetrics: [{ Dimensions: [[]] }] }, OpenBreakers: 0 });
  });
});
