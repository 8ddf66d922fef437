import { bundleOf } from '../bundle-name';
import type { LogLine } from '../lambda/function-process';

/** Real times of a minute, read off the lines that functions logged in it. */

/** A target of those confirmed that it wrote something. */
export function isWriteAt({ message }: LogLine, targets: readonly string[]): boolean {
  const writes = message?.writes;
  return (
    message?.message === 'delivered' &&
    targets.includes(String(message.target)) &&
    Array.isArray(writes) &&
    writes.length > 0
  );
}

/** Milliseconds from `began` to the first write after something was found out; nothing where nothing was. */
export function enrichedAfter(lines: readonly LogLine[], targets: readonly string[], began: number) {
  const found = lines.findIndex(({ functionName }) => bundleOf(functionName) === 'enrich');
  const shown = found < 0 ? undefined : lines.slice(found).find((line) => isWriteAt(line, targets));
  return shown && shown.realMs - began;
}
