import type * as v from 'valibot';
import type { Plain } from './tree';

/** One complaint about a part of an object. */
export interface Complaint {
  readonly path: readonly (string | number)[];
  readonly fault: string;
}

/** What does not have its shape: each says what, got, allowed. */
export function shapeFaults(issues: readonly v.BaseIssue<unknown>[]): Complaint[] {
  return issues.map(({ path = [], input, message }) => ({
    path: path.map(({ key }) => key as string | number),
    fault: `got ${shown(input)}, allowed is ${message}`,
  }));
}

/** The parts that OpenSLO v1 does not have: typing slips, and what some tool added. */
export function unknownFields(schema: unknown, value: Plain, path: readonly (string | number)[] = []): Complaint[] {
  const { type, entries, wrapped, item, pipe } = schema as Schema;
  if (value === undefined || typeof value === 'string') return [];
  if (pipe !== undefined)
    return pipe.filter(isSchema).flatMap((part) => unknownFields({ ...part, pipe: undefined }, value, path));
  if (type === 'optional') return unknownFields(wrapped, value, path);
  if (type === 'array' && Array.isArray(value)) {
    return value.flatMap((part, at) => unknownFields(item, part, [...path, at]));
  }
  if (type !== 'object' || entries === undefined || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    Object.hasOwn(entries, key)
      ? unknownFields(entries[key], part, [...path, key])
      : [{ path: [...path, key], fault: `got a field that OpenSLO v1 does not have, allowed are ${listed(entries)}` }],
  );
}

/** What we read of the inside of shapes. */
interface Schema {
  readonly type?: string;
  readonly kind?: string;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly wrapped?: unknown;
  readonly item?: unknown;
  readonly pipe?: readonly unknown[];
}

function isSchema(part: unknown): part is Schema {
  return (part as Schema).kind === 'schema';
}

function listed(entries: Readonly<Record<string, unknown>>): string {
  return Object.keys(entries).join(', ');
}

const LONGEST_SHOWN = 60;

/** A value of a file as it stands in messages. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(value.slice(0, LONGEST_SHOWN));
  return Array.isArray(value) ? `a list of ${value.length}` : 'a mapping';
}
