export const STAGE = /^[A-Za-z0-9]+$/;
export const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/** The test alarm of the response stack, in a group of its own: `slo/<stage>/delivery-canary/canary`. No SLO has this name. */
export const DELIVERY_CANARY = 'delivery-canary';
export const CANARY = 'canary';

/** Application Signals allows 128 characters; one is the "-" between stage and SLO name. */
export const LONGEST_STAGE_AND_NAME = 127;

/** What is wrong with a stage, in words; nothing when it is fine. */
export function stageFault(stage: string): string | undefined {
  // Callers without types may give numbers, which expressions read as text.
  return typeof stage === 'string' && STAGE.test(stage)
    ? undefined
    : `stage: got "${stage}", allowed are letters and digits, at least one`;
}

/** What is wrong with the name of an SLO or a service, in words; nothing when it is fine. */
export function nameFault(what: string, name: string, stage: string): string | undefined {
  if (typeof name !== 'string' || !NAME.test(name)) {
    return `${what}: got "${name}", allowed are letters, digits, ".", "_" and "-", with a letter or digit first and last`;
  }
  if (name === DELIVERY_CANARY)
    return `${what}: got "${name}", allowed is any but the name of the response stack's test alarm`;
  const length = `${stage}`.length + name.length;
  return length > LONGEST_STAGE_AND_NAME
    ? `${what}: stage and name together have ${length} characters, allowed are ${LONGEST_STAGE_AND_NAME}`
    : undefined;
}

/** The first of several has no number. */
export function numbered(name: string, part: number): string {
  return part === 1 ? name : `${name}-${part}`;
}
