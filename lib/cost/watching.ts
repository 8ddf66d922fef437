import { type Assembly, type AssemblyError, readWatching, type Watching } from '../assembly';
import { ALARM, COMPOSITE_ALARM } from '../assembly/resource-types';
import { parseAlarmName } from '../model/names';

/**
 * What watches something in an assembly. Alarms of others may be of kinds that we do not read, or name what is known at deployment only:
 * they are left out, and nothing else is.
 *
 * @throws AssemblyError for an SLO, a catalogue entry or an alarm of ours that cannot be read
 */
export function readOurs(assembly: Assembly): Watching {
  return readWatching(assembly, {
    onUnreadable: (error) => {
      if (!isOfOthers(assembly, error)) throw error;
    },
  });
}

function isOfOthers({ stacks }: Assembly, { place }: AssemblyError): boolean {
  return stacks.some(({ name, template }) => {
    const found = name === place.stack ? template.Resources[place.logicalId ?? ''] : undefined;
    if (found?.Type === COMPOSITE_ALARM) return true;
    const called = found?.Properties?.AlarmName;
    return found?.Type === ALARM && !(typeof called === 'string' && parseAlarmName(called));
  });
}
