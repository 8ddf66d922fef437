import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { DeclarationError, Service, type ServiceProps, Sli, Slo, type SloProps, Team, type TeamProps } from '../../lib';

/** A plain metric of the shop. */
export function requests(metricName: string): Metric {
  return new Metric({ namespace: 'Shop', metricName, dimensionsMap: { Operation: 'orders' }, statistic: 'Sum' });
}

const RATIO = Sli.ratio({ good: requests('Good'), total: requests('Total') });
export const TEAM: TeamProps = {
  teamName: 'checkout',
  contact: 'checkout@shop.example',
  businessStakeholder: 'Head of sales',
};
export const SERVICE: Omit<ServiceProps, 'team'> = {
  serviceName: 'shop',
  runbookUrl: 'https://runbooks.shop.example/shop',
  runbookFirstSteps: ['Look at the last deployment.', 'Look for locks.', 'Roll back.'],
  reviewCycle: Duration.days(30),
};
export const SLO: Omit<SloProps, 'service'> = {
  sloName: 'orders',
  sli: RATIO,
  attainmentGoal: 99.9,
  promise: 'Your order goes through.',
  businessImpact: 'Every failed order is a lost sale.',
  requestsPerHourAtTrough: 60,
};

/** A team with a service with one SLO, with changes. */
export function declared(
  change: Partial<SloProps> = {},
  service: Partial<ServiceProps> = {},
  team: Partial<TeamProps> = {},
  app = new App(),
) {
  const stack = new Stack(app, 'Shop');
  const owner = new Team(stack, 'Team', { ...TEAM, ...team });
  const shop = new Service(stack, 'Service', { team: owner, ...SERVICE, ...service });
  const slo = new Slo(stack, 'Orders', { service: shop, ...SLO, ...change });
  return { stack, shop, slo, template: () => Template.fromStack(stack) };
}

/** What is wrong with a declaration, line by line. */
export function faults(declare: () => unknown): readonly string[] {
  try {
    declare();
  } catch (error) {
    if (error instanceof DeclarationError) return error.faults;
    throw error;
  }
  return [];
}
