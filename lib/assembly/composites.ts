import * as v from 'valibot';
import type { CompositeDefinition } from './definitions';
import { type ReadOptions, ResourceReader, readable } from './physical';
import { alarmFacts, definitionFacts, number, readProperties } from './properties';
import { COMPOSITE_ALARM } from './resource-types';
import { type Assembly, resourcesOfType } from './template';

const composite = v.object({
  ...alarmFacts,
  AlarmRule: v.string(),
  ActionsSuppressor: v.optional(v.string()),
  ActionsSuppressorWaitPeriod: v.optional(number),
  ActionsSuppressorExtensionPeriod: v.optional(number),
});

/**
 * Every composite alarm of an assembly.
 *
 * @throws AssemblyError for one that cannot be read, unless somebody is told
 */
export function readComposites(assembly: Assembly, options: ReadOptions = {}): CompositeDefinition[] {
  return [...resourcesOfType(assembly, COMPOSITE_ALARM)].flatMap((place) =>
    readable(options, () => readComposite(new ResourceReader(place, assembly, options))),
  );
}

function readComposite(reader: ResourceReader): CompositeDefinition {
  const properties = readProperties(reader, composite);
  const { ActionsSuppressor, ActionsSuppressorWaitPeriod, ActionsSuppressorExtensionPeriod } = properties;
  return {
    kind: 'composite',
    ...definitionFacts(reader, properties),
    rule: properties.AlarmRule,
    ...(ActionsSuppressor === undefined ? {} : { actionsSuppressor: ActionsSuppressor }),
    ...(ActionsSuppressorWaitPeriod === undefined ? {} : { actionsSuppressorWaitPeriod: ActionsSuppressorWaitPeriod }),
    ...(ActionsSuppressorExtensionPeriod === undefined
      ? {}
      : { actionsSuppressorExtensionPeriod: ActionsSuppressorExtensionPeriod }),
  };
}
