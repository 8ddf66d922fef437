import type { CatalogueEntry } from '../contracts/catalogue';

/** Which telemetry a part behind an SLO delivers, as the catalogue says it. */
export type Coverage = NonNullable<CatalogueEntry['coverage']>[number];

/** What it does not deliver, in words. */
export function missingSignals({ logs, metrics, traces }: Coverage): string[] {
  return [...(logs ? [] : ['logs']), ...(metrics ? [] : ['metrics']), ...(traces ? [] : ['traces'])];
}
