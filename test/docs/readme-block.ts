/** What the README's block leaves out: its readers see the names and know where they come from. */
export const README_GIVEN = `import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { githubIssues, IncidentResponse, Service, Sli, Slo, slackChannel, SloDashboard, Team } from 'cdk-slo';
const metric = (metricName: string) => new Metric({ namespace: 'Shop', metricName, statistic: 'Sum' });
const goodOrders = metric('Good');
const allOrders = metric('Total');
`;
