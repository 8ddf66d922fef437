import { isToken } from '../faults';

/** Callers without types hand over anything, and what is wrong with a target must not silence the others: everything is looked at. */
export function textFaults(
  what: string,
  value: unknown,
  isRight: (text: string) => boolean,
  allowed: string,
): readonly string[] {
  const isText = typeof value === 'string' && !isToken(value);
  return isText && isRight(value) ? [] : [`${what}: got ${inWords(value)}, allowed ${allowed}`];
}

/** The same for what may be left out. */
export function optionalTextFaults(...[what, value, isRight, allowed]: Parameters<typeof textFaults>) {
  return value === undefined ? [] : textFaults(what, value, isRight, allowed);
}

/**
 * What is wrong with a map that may be left out; what stands in it is for `each`.
 * @param each what is wrong with one entry
 */
export function mapFaults(
  what: string,
  value: unknown,
  each: (key: string, value: unknown) => readonly string[],
): readonly string[] {
  if (value === undefined) return [];
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value) && !isToken(value);
  return isMap
    ? Object.entries(value).flatMap(([key, held]) => each(key, held))
    : [`${what}: got ${inWords(value)}, allowed is an object`];
}

/** What is wrong with a value of a map of texts. */
export function mapTextFaults(what: string, key: string, value: unknown): readonly string[] {
  return typeof value === 'string' ? [] : [`${what}: got ${inWords(value)} for "${key}", allowed are texts`];
}

/** A value as people are told of it. */
export function inWords(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (isToken(value)) return 'a token';
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : String(value);
}
