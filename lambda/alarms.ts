import {
  type CloudWatchClient,
  DescribeAlarmsCommand,
  GetAlarmMuteRuleCommand,
  type MetricAlarm,
  paginateDescribeAlarms,
  paginateListAlarmMuteRules,
} from '@aws-sdk/client-cloudwatch';
import type { AlarmValue } from '../lib/model/contracts/alarm-event';
import type { ObservedAlarm } from '../lib/model/incident';
import { alarmPrefix, DELIVERY_CANARY, parseAlarmName } from '../lib/model/names';

/** Most that DescribeAlarms gives at once. */
const PAGE = 100;

/** What CloudWatch says about our alarms now. */
export class Alarms {
  readonly #client: CloudWatchClient;

  constructor(client: CloudWatchClient) {
    this.#client = client;
  }

  /** All of a stage, or an error: half an answer would look like deleted alarms. */
  async ofStage(stage: string): Promise<ObservedAlarm[]> {
    const found: ObservedAlarm[] = [];
    const asked = { AlarmNamePrefix: alarmPrefix(stage), AlarmTypes: ['MetricAlarm' as const] };
    for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client: this.#client, pageSize: PAGE }, asked))
      found.push(...MetricAlarms.flatMap(observed));
    return found;
  }

  async value(name: string): Promise<AlarmValue | 'DELETED'> {
    const command = new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: ['MetricAlarm'] });
    return (await this.#client.send(command)).MetricAlarms?.[0]?.StateValue ?? 'DELETED';
  }

  /** Names of the alarms that a mute rule covers now. */
  async muted(): Promise<ReadonlySet<string>> {
    const rules: string[] = [];
    for await (const page of paginateListAlarmMuteRules({ client: this.#client }, { Statuses: ['ACTIVE'] }))
      rules.push(
        ...(page.AlarmMuteRuleSummaries ?? []).flatMap(({ AlarmMuteRuleArn = '' }) => nameOf(AlarmMuteRuleArn)),
      );
    const found = await Promise.all(
      rules.map((AlarmMuteRuleName) => this.#client.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName }))),
    );
    return new Set(found.flatMap(({ MuteTargets }) => MuteTargets?.AlarmNames ?? []));
  }
}

function observed({ AlarmName = '', AlarmArn = '', ...alarm }: MetricAlarm): ObservedAlarm[] {
  const name = parseAlarmName(AlarmName);
  const at = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  // A lost test alarm must stay lost: it is there to show that alarms get lost.
  if (name === undefined || name.slo === DELIVERY_CANARY || at === undefined || alarm.StateValue === undefined)
    return [];
  return [{ slo: name.slo, alarm: name.alarm, arn: AlarmArn, value: alarm.StateValue, at: at.getTime() }];
}

/** `arn:…:alarm-mute-rule:<name>`; the list tells ARNs only. */
function nameOf(arn: string): string[] {
  const name = arn.split(':alarm-mute-rule:')[1];
  return name === undefined ? [] : [name];
}
