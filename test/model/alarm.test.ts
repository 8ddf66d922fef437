import {
  acceptanceOf,
  idsIn,
  isAlarmPeriod,
  isInsightsQuery,
  isSearch,
  longestSpan,
  parseAlarmAction,
} from '../../lib/model/alarm';

describe('what an alarm can do', () => {
  // The forms of the CloudWatch API reference, PutMetricAlarm, AlarmActions.
  it.each([
    ['arn:aws:sns:eu-west-1:111122223333:pages', 'topic', 'eu-west-1'],
    ['arn:aws-cn:sns:cn-north-1:111122223333:pages', 'topic', 'cn-north-1'],
    ['arn:aws:lambda:eu-west-1:111122223333:function:page:live', 'function', 'eu-west-1'],
    ['arn:aws:ssm:eu-west-1:111122223333:opsitem:1', 'ops-item', 'eu-west-1'],
    ['arn:aws:ssm:eu-west-1:111122223333:opsitem:4#CATEGORY=Cost', 'ops-item', 'eu-west-1'],
    ['arn:aws:ssm-incidents::111122223333:responseplan/shop', 'incident', undefined],
    ['arn:aws:aiops:eu-west-1:111122223333:investigation-group:abc', 'investigation', 'eu-west-1'],
    ['arn:aws:automate:eu-west-1:ec2:recover', 'ec2', 'eu-west-1'],
    ['arn:aws:swf:eu-west-1:111122223333:action/actions/AWS_EC2.InstanceId.Recover/1.0', 'ec2', 'eu-west-1'],
    [
      'arn:aws:autoscaling:eu-west-1:111122223333:scalingPolicy:a:autoScalingGroupName/g:policyName/p',
      'scaling',
      'eu-west-1',
    ],
  ])('%s', (arn, kind, region) => {
    expect(parseAlarmAction(arn)).toEqual({ kind, ...(region === undefined ? {} : { region }) });
  });

  it.each([
    '',
    'pages',
    'arn:aws:sns:eu-west-1:111122223333',
    'arn:aws:sns:eu-west-1:1111:pages',
    'arn:aws:states:eu-west-1:111122223333:stateMachine:page',
    'arn:aws:lambda:eu-west-1:111122223333:layer:page',
    'arn:aws:toString:eu-west-1:111122223333:x',
  ])('is not %p', (arn) => {
    expect(parseAlarmAction(arn)).toBeUndefined();
  });

  it('depends on its kind and its state', () => {
    expect(acceptanceOf('topic', 'composite', 'OK')).toBe('accepted');
    expect(acceptanceOf('ec2', 'metric', 'OK')).toBe('accepted');
    expect(acceptanceOf('ec2', 'composite', 'ALARM')).toBe('refused');
    expect(acceptanceOf('ops-item', 'composite', 'ALARM')).toBe('accepted');
    expect(acceptanceOf('ops-item', 'composite', 'OK')).toBe('undocumented');
    expect(acceptanceOf('investigation', 'metric', 'OK')).toBe('undocumented');
  });
});

describe('an expression', () => {
  it.each([
    ['m1 + m2 * m1', ['m1', 'm2']],
    ['FILL(m1, REPEAT) / 1e5', ['m1']],
    ['IF(a > 1 AND NOT b, c, 0)', ['a', 'b', 'c']],
    ['a and b', ['a', 'b']],
    ['SUM(METRICS("errors"))', []],
    ["DB_PERF_INSIGHTS('RDS', 'db-X', 'os.cpu') + m", ['m']],
    ['ANOMALY_DETECTION_BAND(m1, 2)', ['m1']],
    ['SELECT AVG(load) FROM shop', []],
  ])('%s names its ids', (expression, ids) => {
    expect([...idsIn(expression)]).toEqual(ids);
  });

  it('may search, or ask Metrics Insights', () => {
    expect(isSearch("SUM(SEARCH('{Shop}', 'Sum'))")).toBe(true);
    expect(isSearch('METRICS("SEARCH(")')).toBe(false);
    expect(isInsightsQuery(' select MAX(a) from b')).toBe(true);
    expect(isInsightsQuery('SELECTED + 1')).toBe(false);
  });
});

it('periods and spans are those of PutMetricAlarm', () => {
  expect([10, 20, 30, 60, 120, 3600].every(isAlarmPeriod)).toBe(true);
  expect([0, -60, 1, 5, 15, 61].some(isAlarmPeriod)).toBe(false);
  expect([60, 3540, 3600].map(longestSpan)).toEqual([86_400, 86_400, 604_800]);
});
