/** Source: CloudFormation API reference, CreateStack, StackName. */
const STACK_NAME = /^[A-Za-z][A-Za-z0-9-]{0,127}$/;
const STACK_WORD = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;

/** Name of the stack of a team's SLOs, or of a part of them. */
export function sloStackName(stage: string, team: string, part?: string): string {
  return [stage, 'slos', team, ...(part === undefined ? [] : [part])].join('-');
}

/** What is wrong with a word of a stack's name, in words; nothing when it is fine. */
export function stackWordFault(what: string, word: string): string | undefined {
  return STACK_WORD.test(word)
    ? undefined
    : `${what}: got "${word}", allowed are letters, digits and "-", with a letter or digit first and last`;
}

/** What is wrong with the part of a team that a stack holds, in words; nothing when it is fine. */
export function partFault(part: string): string | undefined {
  return /^\d+$/.test(part)
    ? `part: got the number ${part}, allowed is a word that stays, such as a service: counted parts change when an SLO is added, and CloudFormation moves none`
    : stackWordFault('part', part);
}

/** What is wrong with the whole name of a stack, in words; nothing when it is fine. */
export function sloStackNameFault(stage: string, team: string, part?: string): string | undefined {
  const name = sloStackName(stage, team, part);
  return STACK_NAME.test(name)
    ? undefined
    : `stack name: got "${name}", allowed are at most 128 characters with a letter first`;
}
