import type { LogLine } from '../../lib/local';
import { bundleOf } from '../../lib/local/bundle-name';

/** Who brings the first message about, or asks for it. */
const BRINGERS = ['record-signal', 'reconcile', 'deliver'];

/**
 * Incidents of which more was found out before anybody was told of them, by what the functions logged. Looked at until one of those dies
 * without whom nobody is told: then enrichment may be first, and asks the targets itself.
 */
export function firstMessagesThatWaited(lines: readonly LogLine[]): string[] {
  const told = new Set<unknown>();
  const waited: string[] = [];
  for (const { functionName, message } of lines) {
    if (message?.message === 'killed' && BRINGERS.includes(bundleOf(functionName) ?? '')) break;
    if (message?.message === 'delivered') told.add(message.incident);
    if (message?.message === 'incident enriched' && !told.has(message.incident))
      waited.push(`${message.incident}: more was found out before anybody was told of it`);
  }
  return waited;
}
