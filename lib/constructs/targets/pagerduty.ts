import type { CallbackTargetProps, IIncidentTarget } from '../incident-target';
import { declareTarget } from './declare';
import { PagerDutyRegion } from './pagerduty-region';
import { inWords } from './prop-faults';

/** Properties of PagerDuty. */
export interface PagerDutyProps extends CallbackTargetProps {
  /**
   * Service region of the account.
   * @default PagerDutyRegion.US
   */
  readonly region?: PagerDutyRegion;
}

/**
 * PagerDuty: wakes whoever is on duty, with one alert per page; tickets never reach it. The secret's key is `routingKey`, the integration
 * key of an integration "Events API v2" of the service; with `apiToken`, a read-only REST key, `slo doctor` looks at the account, too.
 */
export function pagerDuty(props: PagerDutyProps): IIncidentTarget {
  const { region = PagerDutyRegion.US } = props;
  const isRight = region instanceof PagerDutyRegion;
  return declareTarget({
    kind: 'pagerduty',
    props,
    // Which service is called says the integration key.
    place: (_settings, secret) => [secret?.secretArn],
    keys: ['routingKey'],
    settings: () => ({ apiUrl: region.eventsUrl }),
    faults: isRight ? [] : [`region: got ${inWords(region)}, allowed are PagerDutyRegion.US and PagerDutyRegion.EU`],
    pager: true,
  });
}
