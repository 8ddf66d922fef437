/** A standard parameter holds at most 4 KB, and a catalogue entry is one. */
export const LARGEST_ENTRY_BYTES = 4096;

/**
 * Source: Systems Manager user guide, "Parameter Store reference": a value may not hold `{{}}` nor the name of another one in such. And
 * "${name}" is a forgotten backtick, or what cfn-lint (E1029) and the CDK's validation take for a forgotten `Fn::Sub`, once for each alarm.
 */
const REFERENCE = /(?:\{\{|\$\{)[^"]{0,40}/;

/** What a text has in it that is taken for a reference: CloudFormation resolves `{{resolve:…}}` wherever it stands, secrets included. */
export function referenceIn(text: string): string | undefined {
  return REFERENCE.exec(text)?.[0];
}

/**
 * Why Parameter Store does not take a catalogue entry, in words; nothing when it does.
 * @param entry as JSON, which by itself has neither
 * @param bytes length of it
 * @param which says which one it is: ` with the KPI "x"`
 */
export function entryFault(entry: string, bytes: number, which = ''): string | undefined {
  const reference = referenceIn(entry);
  if (reference !== undefined) {
    return `catalogue entry: got "${reference}" in a text${which}, allowed are texts without "{{" and "\${", which Parameter Store and validators of templates take for references`;
  }
  return bytes > LARGEST_ENTRY_BYTES
    ? `catalogue entry: got ${bytes} bytes${which}, allowed are ${LARGEST_ENTRY_BYTES}: shorten the texts`
    : undefined;
}
