import type { AssemblyStack, PlacedResource } from '../../assembly';
import { DASHBOARD } from '../../assembly/resource-types';
import { OBJECTIVE_NAMESPACE } from '../../model/contracts/published-metrics';
import { rowsOf, type Widget } from '../../model/dashboard/body';
import { metricsOfRows } from '../../model/dashboard/metric-rows';
import { parseAlarmArn, parseAlarmName } from '../../model/names';
import { alarmsOf, wantedAlarm } from '../alarm-index';
import { dashboardsOf, PLACEHOLDER } from '../dashboards';
import { takenTwice } from '../duplicates';
import { isSame, type KnownEnvironment, mayBeEqual, mayBeTogether } from '../environments';
import { type Reading, undeclaredWindow, unknownObjective } from '../published';
import { referencesOf } from '../references';
import { resourcesOf } from '../resources';
import type { Estate, Found, Rule } from '../rule';
import { listOf, membersOf, short, shown, textOf } from '../values';

export const DASHBOARD_JSON: Rule = {
  id: 'dashboard-json',
  level: 'error',
  *find(estate) {
    for (const { place, noJson } of dashboardsOf(estate)) {
      if (noJson === undefined) continue;
      yield { place, what: 'DashboardBody', got: `no JSON (${short(noJson)})`, allowed: 'is JSON' };
    }
  },
};

export const DASHBOARD_WIDGET: Rule = {
  id: 'dashboard-widget',
  level: 'error',
  *find(estate) {
    for (const { place, faults } of dashboardsOf(estate)) {
      for (const { what, got, allowed, isDoubtful } of faults)
        yield { place, what: `DashboardBody.${what}`, got, allowed, level: isDoubtful === true ? 'warning' : 'error' };
    }
  },
};

/** A graph of a metric that nobody publishes stays empty. */
export const DASHBOARD_METRIC: Rule = {
  id: 'dashboard-metric',
  level: 'error',
  *find(estate) {
    for (const { place, widgets, variables } of dashboardsOf(estate)) {
      const open = [PLACEHOLDER, ...variables];
      for (const widget of widgets) {
        for (const reading of readings(place, widget, open)) {
          // An SLO of another app may well be shown; a window that an SLO of this one does not declare, never.
          yield* unknownObjective(estate, reading);
          yield* undeclaredWindow(estate, reading);
        }
      }
    }
  },
};

/** @param open parts of texts that nobody knows before the dashboard is looked at */
function* readings(place: PlacedResource, widget: Widget, open: readonly string[]): Generator<Reading> {
  const isOpen = (value: string) => open.some((part) => value.includes(part));
  const part = (name: 'account' | 'region', value: unknown): KnownEnvironment => {
    const text = textOf(value);
    return text === undefined || open.includes(name) || isOpen(text) ? {} : { [name]: text };
  };
  for (const [at, metric] of metricsOfRows(rowsOf(widget)).entries()) {
    if (metric?.namespace !== OBJECTIVE_NAMESPACE) continue;
    if (Object.entries(metric.dimensions).flat().some(isOpen)) continue;
    const { accountId = place.stack.account, region = widget.properties.region ?? place.stack.region } = metric.options;
    const environment = { ...part('account', accountId), ...part('region', region) };
    yield { place, environment, metric: { ...metric, what: `DashboardBody.${widget.what}.properties.metrics[${at}]` } };
  }
}

/** CloudWatch shows an alarm that does not exist as an empty tile. */
export const DASHBOARD_ALARM: Rule = {
  id: 'dashboard-alarm',
  level: 'warning',
  *find(estate) {
    for (const { place, widgets } of dashboardsOf(estate)) {
      for (const { what, properties } of widgets) {
        const own = listOf(properties.alarms);
        const { alarms } = membersOf(properties.annotations);
        for (const [list, path] of [
          [own, 'alarms'],
          [listOf(alarms), 'annotations.alarms'],
        ] as const) {
          for (const [at, alarm] of list.entries())
            yield* shownAlarm(estate, place, `DashboardBody.${what}.properties.${path}[${at}]`, textOf(alarm));
        }
      }
    }
  },
};

function* shownAlarm(estate: Estate, place: PlacedResource, what: string, alarm: string | undefined): Generator<Found> {
  if (alarm === undefined || alarm.includes(PLACEHOLDER) || referencesOf(estate).isIn(alarm)) return;
  if (parseAlarmArn(alarm) === undefined) {
    yield { place, what, got: shown(alarm), allowed: 'is the ARN of an alarm' };
    return;
  }
  const wanted = wantedAlarm(alarm, place.stack);
  // Alarms of other accounts and regions may be shown, and those of other apps.
  const isHere = mayBeTogether(wanted.environment, place.stack);
  if (!isHere || parseAlarmName(wanted.name) === undefined || alarmsOf(estate).find(wanted) !== undefined) return;
  const got = `${shown(wanted.name)}, which is not in this assembly`;
  yield { place, what, got, allowed: 'is the ARN of an alarm that exists' };
}

/** Names of dashboards are global in an account: one region's overwrites the other's. */
export const DASHBOARD_NAME_TAKEN: Rule = {
  id: 'dashboard-name-taken',
  level: 'error',
  *find(estate) {
    const claims = resourcesOf(estate, DASHBOARD).flatMap((place) => {
      const name = textOf(estate.properties(place).DashboardName);
      // Two regions that are not known yet make two names of one.
      return name === undefined || referencesOf(estate).isIn(name) ? [] : [{ place, name }];
    });
    const allowed = 'is each name once in an account, whatever the region';
    yield* takenTwice(claims, { what: 'DashboardName', meet: (one, other) => level(one.stack, other.stack), allowed });
  },
};

function level(one: AssemblyStack, other: AssemblyStack): Found['level'] {
  if (one === other || isSame(one.account, other.account)) return 'error';
  return mayBeEqual(one.account, other.account) ? 'warning' : undefined;
}
