import { addressFault } from './address';

const STAGE = '{stage}';
const SLO = '{slo}';

/** Address of an SLO's page, from the pattern of its team: `https://docs.shop.example/slos/{stage}/{slo}.md`. */
export function pageAddress(pattern: string, stage: string, slo: string): string {
  return pattern.replaceAll(STAGE, stage).replaceAll(SLO, slo);
}

/** What is wrong with the pattern, in words; nothing when it is fine. */
export function pagePatternFault(pattern: string): string | undefined {
  const fault = addressFault('sloPageUrl')(pattern);
  if (fault !== undefined) return fault;
  const unknown = /\{(?!stage\}|slo\})[^}]*\}?/.exec(pattern)?.[0];
  if (unknown !== undefined) return `sloPageUrl: got "${unknown}", allowed are ${STAGE} and ${SLO}`;
  return pattern.includes(SLO)
    ? undefined
    : `sloPageUrl: got "${pattern}", allowed is an address with ${SLO} in it: each SLO has a page of its own`;
}
