/** Where an SLO is. */
export interface Placed {
  readonly slo: string;
  readonly stage: string;
  readonly account: string;
  readonly region: string;
}

/**
 * Names of SLOs as people tell them apart: `place-order`, and with the stage, the region and the account where they differ in what is shown:
 * `place-order (prod, eu-west-1)`.
 */
export function placeNames(shown: readonly Placed[]): (placed: Placed) => string {
  const differs = (['stage', 'region', 'account'] as const).filter(
    (part) => new Set(shown.filter(({ slo }) => slo !== '').map((placed) => placed[part])).size > 1,
  );
  return (placed) =>
    differs.length === 0 ? placed.slo : `${placed.slo} (${differs.map((part) => placed[part]).join(', ')})`;
}
