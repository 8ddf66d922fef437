import type { LogLine } from '../../lib/local';
import { bundleOf } from '../../lib/local/bundle-name';

/**
 * Incidents of which more was found out before anybody was told of them, by what the functions logged. Looked at until `deliver` dies for
 * the first time: then everybody waits, whatever was found out.
 */
export function firstMessagesThatWaited(lines: readonly LogLine[]): string[] {
  const told = new Set<unknown>();
  const waited: string[] = [];
  for (const { functionName, message } of lines) {
    if (message?.message === 'killed' && bundleOf(functionName) === 'deliver') break;
    if (message?.message === 'delivered') told.add(message.incident);
    if (message?.message === 'incident enriched' && !told.has(message.incident))
      waited.push(`${message.incident}: more was found out before anybody was told of it`);
  }
  return waited;
}
