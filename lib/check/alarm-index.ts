import type { AssemblyStack, PlacedResource } from '../assembly';
import { ALARM, COMPOSITE_ALARM } from '../assembly/resource-types';
import { parseAlarmArn } from '../model/names';
import { type KnownEnvironment, mayBeTogether } from './environments';
import { oncePerEstate } from './once';
import { resourcesOf } from './resources';
import type { Estate } from './rule';
import { isUnknown, textOf } from './values';

export interface NamedAlarm {
  readonly place: PlacedResource;
  readonly kind: 'metric' | 'composite';
  /** That of the template, or as CloudFormation begins the one that it makes up. */
  readonly name: string;
  /** Whether the template says it. */
  readonly isNamed: boolean;
}

/** Where an alarm is looked for, and under which name. */
export interface Wanted {
  readonly name: string;
  readonly environment: KnownEnvironment;
}

/** Account of stacks that name none, in ARNs (lib/assembly, ReadOptions). */
const ANY_ACCOUNT = '000000000000';

/** Every alarm of an assembly by its name; those whose name is known at deployment only are not in it. */
export class AlarmIndex {
  readonly all: readonly NamedAlarm[];
  readonly #byName = new Map<string, NamedAlarm[]>();

  constructor(all: readonly NamedAlarm[]) {
    this.all = all;
    for (const alarm of all) {
      const same = this.#byName.get(alarm.name);
      if (same === undefined) this.#byName.set(alarm.name, [alarm]);
      else same.push(alarm);
    }
  }

  /** Those of one name, wherever they are. */
  named(name: string): readonly NamedAlarm[] {
    return this.#byName.get(name) ?? [];
  }

  find({ name, environment }: Wanted): NamedAlarm | undefined {
    return this.named(name).find(({ place }) => mayBeTogether(place.stack, environment));
  }
}

/** What a name or an ARN in a stack stands for. */
export function wantedAlarm(nameOrArn: string, stack: AssemblyStack): Wanted {
  const arn = parseAlarmArn(nameOrArn);
  if (arn === undefined) return { name: nameOrArn, environment: stack };
  const { name, account, region } = arn;
  return { name, environment: account === ANY_ACCOUNT ? { region } : { account, region } };
}

export const alarmsOf = oncePerEstate((estate) => new AlarmIndex(namedAlarms(estate)));

function namedAlarms(estate: Estate): NamedAlarm[] {
  const kinds = [
    [ALARM, 'metric'],
    [COMPOSITE_ALARM, 'composite'],
  ] as const;
  return kinds.flatMap(([type, kind]) =>
    resourcesOf(estate, type).flatMap((place): NamedAlarm[] => {
      const { AlarmName } = estate.properties(place);
      if (isUnknown(AlarmName)) return [];
      const name = textOf(AlarmName);
      return [{ place, kind, name: name ?? `${place.stack.name}-${place.logicalId}`, isNamed: name !== undefined }];
    }),
  );
}
