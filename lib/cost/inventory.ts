import {
  type AlarmDefinition,
  type Assembly,
  type Environment,
  type PlacedResource,
  ResourceReader,
  resourcesOfType,
  type Watching,
} from '../assembly';
import { ALARM, COMPOSITE_ALARM, DASHBOARD } from '../assembly/resource-types';
import { alarmCents, PRICES } from '../model/prices';
import { metricsRead } from './metrics';
import { metricsOfRaw } from './raw-alarm';

/** One resource that is paid for by the month. */
export interface Priced extends Environment {
  readonly kind: 'alarm' | 'composite' | 'dashboard';
  readonly name: string;
  readonly cents: number;
  /** What a metric alarm watches, where it could be read. */
  readonly alarm?: AlarmDefinition;
}

/** Every alarm and every dashboard of an assembly, ours or not, exactly once. */
export function inventory(assembly: Assembly, { alarms }: Pick<Watching, 'alarms'>): Priced[] {
  const read = new Map(alarms.map((alarm) => [keyOf(alarm), alarm]));
  const priced = (type: string, price: (place: PlacedResource, environment: Environment) => Price) =>
    [...resourcesOfType(assembly, type)].map((place): Priced => {
      const reader = new ResourceReader(place, assembly, {});
      const { named, ...rest } = price(place, reader.environment);
      return { ...reader.environment, name: named ?? nameOf(reader), ...rest };
    });
  return [
    ...priced(ALARM, ({ stack, logicalId, resource }, environment) => {
      const alarm = read.get(keyOf({ ...environment, stack: stack.name, logicalId }));
      return alarm === undefined
        ? { kind: 'alarm', cents: alarmCents(metricsOfRaw(resource)) }
        : { kind: 'alarm', cents: alarmCents(metricsRead([alarm])), named: alarm.name, alarm };
    }),
    ...priced(COMPOSITE_ALARM, () => ({ kind: 'composite', cents: PRICES.compositeCents })),
    ...priced(DASHBOARD, () => ({ kind: 'dashboard', cents: PRICES.dashboardCents })),
  ];
}

/** With its physical name where it is known already. */
type Price = Pick<Priced, 'kind' | 'cents' | 'alarm'> & { readonly named?: string };

function keyOf({ account, region, stack, logicalId }: Environment & { stack: string; logicalId: string }): string {
  return `${account}/${region}/${stack}/${logicalId}`;
}

/** CloudFormation makes one up where the template gives none. */
function nameOf(reader: ResourceReader): string {
  const { stack, logicalId, resource } = reader.place;
  const property = resource.Type === DASHBOARD ? 'DashboardName' : 'AlarmName';
  const given = resource.Properties?.[property];
  const name = typeof given === 'string' ? given : given && reader.knownProperties()[property];
  return typeof name === 'string' ? name : `${stack.name}-${logicalId}`;
}
