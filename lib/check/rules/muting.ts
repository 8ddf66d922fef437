import { MOST_MUTED_ALARMS } from '../../model/calendar/mute-schedule';
import { alarmsOf, wantedAlarm } from '../alarm-index';
import { listAt } from '../paths';
import { resourcesOf } from '../resources';
import type { Rule } from '../rule';
import { shown } from '../values';

const MUTE_RULE = 'AWS::CloudWatch::AlarmMuteRule';

/** CloudFormation's schema lets 500 through. */
export const MUTE_RULE_TARGETS: Rule = {
  id: 'mute-rule-targets',
  level: 'error',
  *find(estate) {
    for (const place of resourcesOf(estate, MUTE_RULE)) {
      const { length } = listAt(estate.settled(place), 'MuteTargets', 'AlarmNames');
      if (length <= MOST_MUTED_ALARMS) continue;
      yield { place, what: 'MuteTargets.AlarmNames', got: `${length} alarms`, allowed: `are ${MOST_MUTED_ALARMS}` };
    }
  },
};

/** CloudWatch wants alarms that exist in the account and region (API reference, MuteTargets); they may be other people's. */
export const MUTE_RULE_ALARM_UNKNOWN: Rule = {
  id: 'mute-rule-alarm-unknown',
  level: 'warning',
  *find(estate) {
    for (const place of resourcesOf(estate, MUTE_RULE)) {
      for (const [at, name] of listAt(estate.settled(place), 'MuteTargets', 'AlarmNames').entries()) {
        if (typeof name !== 'string' || alarmsOf(estate).find(wantedAlarm(name, place.stack))) continue;
        const allowed = 'are names of alarms in its account and region: this assembly has none of it, so it must exist';
        yield { place, what: `MuteTargets.AlarmNames[${at}]`, got: shown(name), allowed };
      }
    }
  },
};
