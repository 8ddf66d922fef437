import { metricsOfRows } from '../../../lib/model/dashboard/metric-rows';

/** Namespace, name and dimensions in one text. */
const read = (...rows: unknown[]) =>
  metricsOfRows(rows).map((found) => found && `${found.namespace}/${found.name} ${JSON.stringify(found.dimensions)}`);

describe('the rows of a graph', () => {
  // Examples of "Dashboard body structure and syntax", metric widget, format for each metric in the array.
  it('may repeat what the row before says with "." and "..."', () => {
    expect(
      read(
        ['AWS/EC2', 'CPUUtilization', 'InstanceId', 'i-1'],
        ['.', 'DiskReadOps', '.', '.'],
        ['...', 'i-2'],
        ['.', 'NetworkIn', 'AutoScalingGroupName', 'shop', { stat: 'Sum' }],
        ['...', { yAxis: 'right' }],
      ),
    ).toEqual([
      'AWS/EC2/CPUUtilization {"InstanceId":"i-1"}',
      'AWS/EC2/DiskReadOps {"InstanceId":"i-1"}',
      'AWS/EC2/DiskReadOps {"InstanceId":"i-2"}',
      'AWS/EC2/NetworkIn {"AutoScalingGroupName":"shop"}',
      'AWS/EC2/NetworkIn {"AutoScalingGroupName":"shop"}',
    ]);
  });

  it('may be expressions, which are passed over', () => {
    expect(read(['Shop', 'Errors'], [{ expression: 'm1 * 2', id: 'e' }], ['.', 'Requests'])).toEqual([
      'Shop/Errors {}',
      undefined,
      'Shop/Requests {}',
    ]);
  });

  it('keep their options apart', () => {
    expect(metricsOfRows([['Shop', 'Errors', { region: 'us-east-1' }]])[0]!.options).toEqual({ region: 'us-east-1' });
  });

  it.each([
    ['nothing before them', ['.', 'Errors']],
    ['nothing before them, at length', ['...', 'x']],
    ['a dimension without a value', ['Shop', 'Errors', 'Slo']],
    ['a namespace alone', ['Shop']],
    ['numbers', ['Shop', 1]],
    ['no row', 'Shop'],
    ['nothing', []],
  ])('that cannot be read are passed over: %s', (_, row) => {
    expect(read(row)).toEqual([undefined]);
  });
});
