import { App, Duration, Stack } from 'aws-cdk-lib';
import { Service, Sli, Slo, Team } from '../../lib';
import { readAssembly, readObjectives } from '../../lib/assembly';
import { SimulatedCloudWatch } from '../../lib/simulate';
import { SERVICE, SLO, TEAM } from '../constructs/fixture';
import { seriesOf } from './fixture';

/** An estate with a promise about periods, which no history of requests speaks about. */
function estate() {
  const app = new App();
  const env = { account: '111122223333', region: 'eu-west-3' };
  const stack = new Stack(app, 'Shop', { env });
  const team = new Team(stack, 'Team', TEAM);
  const service = new Service(stack, 'Service', { team, ...SERVICE, environment: 'eks:prod/shop' });
  const sli = Sli.latencyPercentile({ operation: 'GET /', percentile: 99, threshold: Duration.seconds(2) });
  new Slo(stack, 'Speed', { ...SLO, service, sloName: 'speed', sli, attainmentGoal: 99 });
  return readObjectives(readAssembly(app.synth().directory));
}

describe('an SLO of periods', () => {
  it('without a history has no data, and does not stand in the way of others', () => {
    const cloudwatch = new SimulatedCloudWatch({ objectives: estate(), series: new Map() });
    const changes = Array.from({ length: 15 }, (_, minute) => cloudwatch.evaluate((minute + 1) * 60_000)).flat();
    expect(changes.map(({ alarmName, value }) => [alarmName, value])).toContainEqual([
      'slo/prod/speed/no-data',
      'ALARM',
    ]);
  });

  it('with a history of requests is refused in words', () => {
    const series = new Map([['prod-speed', seriesOf({ minutes: 10, total: 100 })]]);
    expect(() => new SimulatedCloudWatch({ objectives: estate(), series })).toThrow(
      'SLO "prod-speed": got a history of requests, but its SLI does not count good and bad requests',
    );
  });
});
