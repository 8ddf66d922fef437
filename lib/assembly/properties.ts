import * as v from 'valibot';
import { AssemblyError } from './error';
import { describeIssue } from './json-file';
import type { ResourceReader } from './physical';

/** A number, also where a template writes it as text. */
export const number = v.pipe(
  v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d+(\.\d+)?$/), v.transform(Number))]),
  v.number(),
);
export const wholeNumber = v.pipe(number, v.integer(), v.minValue(1));
export const flag = v.union([
  v.boolean(),
  v.pipe(
    v.picklist(['true', 'false']),
    v.transform((text) => text === 'true'),
  ),
]);

export const alarmFacts = {
  AlarmDescription: v.optional(v.string()),
  ActionsEnabled: v.optional(flag, true),
  AlarmActions: v.optional(v.array(v.string()), []),
  OKActions: v.optional(v.array(v.string()), []),
  InsufficientDataActions: v.optional(v.array(v.string()), []),
};

/**
 * Properties of a resource in the shape of a schema, intrinsic functions replaced.
 *
 * @throws AssemblyError naming stack, logical id and property, what was got and what is allowed
 */
export function readProperties<T>(reader: ResourceReader, schema: v.GenericSchema<unknown, T>): T {
  const parsed = v.safeParse(schema, reader.properties());
  if (parsed.success) return parsed.output;
  const { stack, logicalId } = reader.place;
  throw new AssemblyError({ stack: stack.name, logicalId }, `Properties.${describeIssue(parsed.issues[0])}`);
}

interface AlarmFacts {
  readonly AlarmDescription?: string;
  readonly ActionsEnabled: boolean;
  readonly AlarmActions: string[];
  readonly OKActions: string[];
  readonly InsufficientDataActions: string[];
}

/** What metric and composite alarms have in common. */
export function definitionFacts(reader: ResourceReader, facts: AlarmFacts) {
  return {
    stack: reader.place.stack.name,
    logicalId: reader.place.logicalId,
    ...reader.environment,
    name: reader.alarmName(),
    arn: reader.alarmArn(),
    ...(facts.AlarmDescription === undefined ? {} : { description: facts.AlarmDescription }),
    actionsEnabled: facts.ActionsEnabled,
    actions: { alarm: facts.AlarmActions, ok: facts.OKActions, insufficientData: facts.InsufficientDataActions },
  };
}
