/**
 * What is wrong with a value that callers without types may take from another class; nothing when it is fine.
 * @param member what every object of the class has
 */
export function classFault(what: string, value: unknown, member: string, className: string): string | undefined {
  return (value as Record<string, unknown> | null | undefined)?.[member] === undefined
    ? `${what}: got ${String(value)}, allowed is one of the class ${className}`
    : undefined;
}

/** The same for a value that may be left out. */
export function optionalClassFault(
  what: string,
  value: unknown,
  member: string,
  className: string,
): string | undefined {
  return value === undefined ? undefined : classFault(what, value, member, className);
}

/** The same for a list. */
export function listFaults(what: string, values: unknown, member: string, className: string): (string | undefined)[] {
  return Array.isArray(values)
    ? values.map((value, at) => classFault(`${what}[${at}]`, value, member, className))
    : [`${what}: got ${String(values)}, allowed is a list of the class ${className}`];
}
