import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import { Alarm, type IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { alarmName } from '../model/names';
import type { Service } from './service';
import type { Slo } from './slo';

/** A service as a dashboard shows it, maybe from another stack: by names, so that no stack exports anything to another. */
export class ShownService extends Construct {
  /** Region of its metrics and alarms; a token where the stack is for any. */
  readonly region: string;
  readonly service: Service;
  readonly #alarms = new Map<string, IAlarm>();

  constructor(scope: Construct, service: Service) {
    // A service of another region has the same name; this is unique in the app, and no resource stands below.
    super(scope, service.node.addr);
    this.service = service;
    this.region = Stack.of(service).region;
  }

  /** What is wrong with showing it here, in words; nothing when it is fine. */
  fault(): string | undefined {
    const [its, mine] = [Stack.of(this.service).account, Stack.of(this).account];
    return its === mine || Token.isUnresolved(its) || Token.isUnresolved(mine)
      ? undefined
      : `service ${this.service.serviceName}: got one of account ${its}, allowed is one of the dashboard's own account ${mine}`;
  }

  /** "Any page tier of any SLO"; nothing while no SLO pages. */
  breach(): IAlarm[] {
    return this.service._breach === undefined ? [] : [this.#alarm(this.service.breachAlarmName)];
  }

  /** @param kinds `fast`, `evidence`, … */
  alarms({ entry: { stage, slo } }: Slo, kinds: readonly string[]): IAlarm[] {
    return kinds.map((alarm) => this.#alarm(alarmName({ stage, slo, alarm })));
  }

  #alarm(name: string): IAlarm {
    const known = this.#alarms.get(name);
    if (known !== undefined) return known;
    const place = { service: 'cloudwatch', resource: 'alarm', arnFormat: ArnFormat.COLON_RESOURCE_NAME };
    const alarm = Alarm.fromAlarmArn(
      this,
      idOf(name),
      Stack.of(this.service).formatArn({ ...place, resourceName: name }),
    );
    this.#alarms.set(name, alarm);
    return alarm;
  }
}

/** The CDK writes "/" in ids as "--", which names of SLOs and tiers may have, too. */
function idOf(name: string): string {
  return name.replaceAll('/', '|');
}
