import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Audience, Enrichment, IncidentResponse, slackChannel } from '../../lib';
import { grantEnrichment } from '../../lib/constructs/enrichment-reading';
import { ResponseFunction } from '../../lib/constructs/response-function';
import { enrichmentNames } from '../../lib/model/contracts/enrichment-name';
import { grantsOf } from '../support/policies';
import { faults } from './fixture';

function deployed(enrichments?: Enrichment[]) {
  const stack = new Stack(new App(), 'Response');
  const targets = [slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' })];
  new IncidentResponse(stack, 'IncidentResponse', { targets, ...(enrichments && { enrichments }) });
  return Template.fromStack(stack);
}

/** A function of its own that may find out so much. */
function granted(enrichments: Enrichment[]): Template {
  const stack = new Stack(new App(), 'Response');
  const scope = new Construct(stack, 'IncidentResponse');
  const logRetention = RetentionDays.ONE_DAY;
  const props = {
    name: 'enrich',
    description: '',
    timeout: Duration.seconds(1),
    environment: {},
    logRetention,
  } as const;
  grantEnrichment(new ResponseFunction(scope, 'enrich', props), enrichments, 'arn:of:active');
  return Template.fromStack(stack);
}

function toldNames(template: Template): unknown {
  const texts = Object.values(template.findResources('AWS::Lambda::Function')).map(
    ({ Properties }) => Properties.Environment.Variables.ENRICHMENTS,
  );
  expect(new Set(texts).size).toBe(1);
  return JSON.parse(texts[0]);
}

/** What `enrich` may do beyond the ledger, the queues and its traces. */
function readings(template: Template): Record<string, string> {
  const all = grantsOf(template, 'enrich').filter(({ action }) => !/^(sqs|logs|dynamodb|ssm):|^xray:Put/.test(action));
  return Object.fromEntries(all.map(({ action, resource }) => [action, resource]));
}

const template = deployed();
const bare = deployed([]);

describe('what is found out about incidents', () => {
  it('is everything unless somebody chooses', () => {
    expect(toldNames(template)).toEqual(enrichmentNames);
    expect(readings(template)).toEqual({
      'application-signals:BatchGetServiceLevelObjectiveBudgetReport':
        'arn:<AWS::Partition>:application-signals:<AWS::Region>:<AWS::AccountId>:slo/*',
      'application-signals:ListEntityEvents': '*',
      'application-signals:ListServiceDependencies': '*',
      'application-signals:ListServiceOperations': '*',
      'cloudwatch:GetMetricData': '*',
      'xray:GetTraceSummaries': '*',
    });
  });

  it.each<[string, Enrichment[], string[], boolean]>([
    ['the budget', [Enrichment.BUDGET], ['application-signals:BatchGetServiceLevelObjectiveBudgetReport'], false],
    ['the SLI now and its trend', [Enrichment.LATELY, Enrichment.TREND], ['cloudwatch:GetMetricData'], false],
    ['changes', [Enrichment.CHANGES], ['application-signals:ListEntityEvents'], false],
    ['traces', [Enrichment.TRACES], ['xray:GetTraceSummaries'], false],
    [
      'dependencies',
      [Enrichment.DEPENDENCY],
      ['application-signals:ListServiceDependencies', 'cloudwatch:GetMetricData'],
      false,
    ],
    [
      'contributors',
      [Enrichment.CONTRIBUTORS],
      ['application-signals:ListServiceOperations', 'cloudwatch:GetMetricData'],
      false,
    ],
    ['earlier incidents', [Enrichment.EARLIER], [], false],
    ['segments', [Enrichment.SEGMENTS], [], true],
    ['related incidents', [Enrichment.RELATED], [], true],
  ])('may read no more than it needs for %s', (_what, chosen, actions, readsActive) => {
    const role = granted(chosen);
    expect(Object.keys(readings(role)).sort()).toEqual(actions);
    const queries = readsActive ? [{ action: 'dynamodb:Query', resource: 'arn:of:active' }] : [];
    expect(grantsOf(role, 'enrich').filter(({ action }) => action.startsWith('dynamodb:'))).toEqual(queries);
  });

  it('is told to the functions as it was chosen', () => {
    expect(toldNames(deployed([Enrichment.TRACES, Enrichment.BUDGET]))).toEqual(['traces', 'budget']);
  });

  it('is asked for one incident at a time, in order, and is dropped only after it was tried and kept', () => {
    const queues = template.findResources('AWS::SQS::Queue');
    const [, queue] = Object.entries(queues).find(([id]) => id.includes('QueuesEnrichments'))!;
    const { MessageRetentionPeriod, VisibilityTimeout, RedrivePolicy, FifoQueue } = queue.Properties;
    expect([FifoQueue, MessageRetentionPeriod, VisibilityTimeout]).toEqual([true, 900, 180]);
    // SQS drops a message whose retention ends before it has failed often enough to be a dead letter.
    expect(RedrivePolicy.maxReceiveCount * VisibilityTimeout).toBeLessThan(MessageRetentionPeriod);
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('QueuesEnrichments'), 'Arn'] },
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 5 },
    });
  });

  it('is asked for by those who change incidents, and by nobody else', () => {
    const asks = (name: string) =>
      grantsOf(template, name).some(
        ({ action, resource }) => action === 'sqs:SendMessage' && resource.includes('QueuesEnrichments'),
      );
    expect(['record-signal', 'reconcile', 'deliver', 'enrich'].filter(asks)).toEqual(['record-signal', 'reconcile']);
  });

  it('can be nothing at all: then there is neither a function nor a queue nor an alarm for it', () => {
    expect(toldNames(bare)).toEqual([]);
    bare.resourceCountIs('AWS::Lambda::Function', 3);
    bare.resourceCountIs('AWS::SQS::Queue', 5);
    bare.resourceCountIs('AWS::CloudWatch::Alarm', 12);
    expect(JSON.stringify(bare.toJSON())).not.toMatch(/ENRICH_QUEUE_URL|[Ee]nrichments["A-Z]|application-signals:/);
  });

  it.each<[string, unknown, string[]]>([
    ['one twice', [Enrichment.TREND, Enrichment.TREND], ['enrichments: got two of "trend", allowed is each once']],
    ['a name', ['trend'], ['enrichments[0]: got trend, allowed is one of the class Enrichment']],
    [
      'something else',
      [Enrichment.TREND, Audience.SUPPORT],
      ['enrichments[1]: got [object Object], allowed is one of the class Enrichment'],
    ],
    ['no list', 'trend', ['enrichments: got trend, allowed is a list of the class Enrichment']],
  ])('is refused for %s', (_what, chosen, expected) => {
    expect(faults(() => deployed(chosen as never))).toEqual(expected);
  });
});
