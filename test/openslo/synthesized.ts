import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AlertPolicy, Interval, Service, Sli, type Slo, Team } from '../../lib';
import type { Imported } from '../../lib/openslo';
import { SERVICE, TEAM } from '../constructs/fixture';
import { exportsOf } from '../docs/blocks';

interface Module {
  openSloPromises(scope: Stack, services: object, said: object): Record<string, Slo>;
}

const metric = (metricName: string) => new Metric({ namespace: 'Own', metricName, statistic: 'Sum' });
/** What whoever calls the function says where OpenSLO says nothing. */
const OWN = {
  sli: Sli.errorRatio({ bad: metric('Bad'), total: metric('Total') }),
  interval: Interval.rolling(Duration.days(10)),
  promise: 'Our own promise.',
  businessImpact: 'Nobody buys.',
  requestsPerHourAtTrough: 60,
  alertPolicy: AlertPolicy.none('Nobody is called for half of the answers.'),
};

/** Runs the module as a user's app does, and gives what stands in the template by the SLO's name. */
export function synthesized({ typescript, slos }: Imported) {
  const stack = new Stack(new App(), 'Imported');
  const team = new Team(stack, 'Team', TEAM);
  const services = [...typescript.matchAll(/^ {2}readonly '?([\w-]+)'?: Service;$/gm)].map(([, serviceName]) => [
    serviceName,
    new Service(stack, `Service-${serviceName}`, { ...SERVICE, team, serviceName: serviceName! }),
  ]);
  const asked = [...typescript.matchAll(/^ {2}readonly '?([\w.-]+)'?: Needs<(.*)>;$/gm)];
  const said = asked.map(([, slo, needs]) => [
    slo,
    Object.fromEntries(Object.entries(OWN).filter(([member]) => needs!.includes(`'${member}'`))),
  ]);
  const declared = exportsOf<Module>(typescript).openSloPromises(
    stack,
    Object.fromEntries(services),
    Object.fromEntries(said),
  );
  expect(Object.keys(declared)).toEqual([...slos]);
  const found = Template.fromStack(stack).findResources('AWS::ApplicationSignals::ServiceLevelObjective');
  return new Map(Object.values(found).map(({ Properties }) => [Properties.Name.replace('prod-', ''), Properties]));
}
