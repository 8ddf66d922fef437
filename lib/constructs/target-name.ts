/** What is wrong with the name of a target, in words; nothing when it is fine. Routes and targets meet by it. */
export function targetNameFault(what: string, name: string): string | undefined {
  return /^[a-z0-9-]+$/.test(name)
    ? undefined
    : `${what}: got "${name}", allowed are lower-case letters, digits and "-", at least one`;
}
