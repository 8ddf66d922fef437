const NAME = /^[a-z0-9-]+$/;

/** What is wrong with the name of a target, in words; nothing when it is fine. Routes and targets meet by it. */
export function targetNameFault(what: string, name: unknown): string | undefined {
  if (typeof name === 'string' && NAME.test(name)) return undefined;
  const got = typeof name === 'string' ? `"${name}"` : String(name);
  return `${what}: got ${got}, allowed is a text of lower-case letters, digits and "-", at least one`;
}
