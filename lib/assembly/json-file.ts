import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { AssemblyError } from './error';

/**
 * Reads a JSON file and checks its shape.
 *
 * @throws AssemblyError that names the file and what is wrong with it
 */
export function readJson<T>(path: string, schema: v.GenericSchema<unknown, T>, stack?: string): T {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const fault = isAbsent ? 'got no such file, allowed is what the manifest names' : (error as Error).message;
    throw new AssemblyError({ stack }, `${path}: ${fault}`);
  }
  return shaped(path, json, schema, stack);
}

/** @throws AssemblyError that names the file and what is wrong with it */
export function shaped<T>(path: string, json: unknown, schema: v.GenericSchema<unknown, T>, stack?: string): T {
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return parsed.output;
  throw new AssemblyError({ stack }, `${path}: ${describeIssue(parsed.issues[0])}`);
}

/** What was got where, and what is allowed. */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return path === null ? issue.message : `${path}: ${issue.message}`;
}
