import { Stack, Tags } from 'aws-cdk-lib';
import { CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { allOf, anyOf, inAlarm, RULE_LIMITS, ruleText, sizeOfRule } from '../model/composite';
import { backupPagerName, logicalId, pipelineBrokenAlarmName } from '../model/names';
import { claim } from './claims';
import { listFaults } from './class-fault';
import { Faults } from './faults';
import { tagOwners } from './owner-tag';
import { letCloudWatchPublish } from './publish-policy';
import type { Service } from './service';
import { stackInWords } from './stack-words';

/** The broken pipeline is an alarm of the rule, too. */
const MOST_SERVICES = RULE_LIMITS.alarms - 1;

/** Id of the warning that the policy of a pager's topic is out of sight; acknowledge it when the policy is right. */
export const BACKUP_TOPIC_WARNING = 'cdk-slo:backup-topic-imported';

/** Properties of a backup pager. */
export interface BackupPagerProps {
  /** Services of one stage and of the pager's own stack; 1 to 99. The alarm is named after the first. */
  readonly services: Service[];
  /**
   * Topic that the pager listens to. The policy of an imported one must let `cloudwatch.amazonaws.com` publish; synth warns,
   * because it cannot see it.
   * @default - a new topic
   */
  readonly topic?: ITopic;
}

/**
 * The way to people that does not pass through any of our own machinery: while a page tier of one of the services is in ALARM
 * AND the pipeline of the response stack is broken, CloudWatch itself publishes to a topic; when either ends, it publishes that.
 *
 * Connect the topic to the pager directly (PagerDuty, Opsgenie and others take CloudWatch alarms by an https subscription):
 * an e-mail wakes nobody. Deploy the response stack of the stage first, because CloudWatch refuses a composite alarm that names
 * one it does not know: here `slo-response/<stage>/pipeline-broken`. Costs 0.50 dollars a month for the composite alarm.
 */
export class BackupPager extends Construct {
  /** Hears when someone must be called and nobody else will do it. */
  readonly topic: ITopic;
  /** Name of the composite alarm. */
  readonly alarmName: string;

  /**
   * At synth it also refuses a service none of whose SLOs pages: it has no alarm to listen to.
   * @throws DeclarationError for no or too many services, services of several stages or of other stacks, a rule that gets too long,
   *   and a first service that names another pager already
   */
  constructor(scope: Construct, id: string, props: BackupPagerProps) {
    super(scope, id);
    // Callers without types may leave them out or give something else.
    new Faults().add(...listFaults('services', props.services, '_signals', 'Service')).throwAt(this.node.path);
    const { services } = props;
    const [first] = services;
    const faults = new Faults().add(
      first === undefined ? 'services: got none, allowed is at least one' : undefined,
      services.length > MOST_SERVICES
        ? `services: got ${services.length}, allowed are ${MOST_SERVICES}: make several pagers`
        : undefined,
      ...services.map((service) => this.#fault(service, first!)),
    );
    faults.throwAt(this.node.path);
    const { stage, _label: label } = first!;
    this.alarmName = backupPagerName(stage, label);
    const anyPage = anyOf(...services.map(({ breachAlarmName }) => inAlarm(breachAlarmName)));
    const rule = allOf(anyPage, inAlarm(pipelineBrokenAlarmName(stage)));
    const { characters } = sizeOfRule(rule);
    const holder = claim(this, 'alarm', this.alarmName);
    faults
      .add(
        characters > RULE_LIMITS.characters
          ? `services: got ${services.length}, whose names make a rule of ${characters} characters, allowed are ${RULE_LIMITS.characters}: make several pagers`
          : undefined,
        holder && `services: got "${label}" first, as has ${holder}; allowed is each service first once`,
      )
      .throwAt(this.node.path);
    this.topic = props.topic ?? new Topic(this, 'Topic', { enforceSSL: true });
    letCloudWatchPublish(this, 'topic', this.topic, BACKUP_TOPIC_WARNING);
    const alarm = this.#alarm(ruleText(rule), stage, label);
    // The rule names its children, which CloudFormation cannot see; those of this stack must exist first.
    for (const service of services) {
      service._eachSlo(() => service._breach && alarm.addResourceDependency(service._breach));
    }
    this.node.addValidation({ validate: () => services.flatMap((service) => service._silenceFault('services') ?? []) });
    Tags.of(this).add('stage', stage);
    tagOwners(this, services);
  }

  #fault(service: Service, { stage }: Service): string | undefined {
    const [its, mine] = [Stack.of(service), Stack.of(this)];
    const got = `services: got "${service._label}" of`;
    if (service.stage !== stage)
      return `${got} stage ${service.stage}, allowed are services of one stage, here ${stage}`;
    return its === mine
      ? undefined
      : `${got} stack ${stackInWords(its)}, allowed is one of the pager's own stack ${stackInWords(mine)}: CloudWatch deletes no alarm that a composite alarm in another stack still names`;
  }

  #alarm(alarmRule: string, stage: string, label: string): CfnCompositeAlarm {
    const actions = [this.topic.topicArn];
    const alarm = new CfnCompositeAlarm(this, 'Resource', {
      alarmName: this.alarmName,
      alarmDescription:
        'A promise is being broken quickly, and the way that tells people is broken, too: nobody else calls you.',
      alarmRule,
      alarmActions: actions,
      // The pager closes by itself what it opened by itself.
      okActions: actions,
    });
    alarm.overrideLogicalId(logicalId('Backup', stage, label));
    return alarm;
  }
}
