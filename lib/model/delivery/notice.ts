import type { TargetConfig } from '../contracts/target-config';
import { type IncidentState, targetsOf } from '../incident';
import { targetInWords } from '../wording/target-words';
import { type Breaker, isOpen } from './breaker';

/** A target that people should not wait for, as the other targets of an incident tell it. */
export interface Unreachable {
  /** In people's words: `Slack`. */
  readonly label: string;
  /** Epoch milliseconds. */
  readonly since: number;
}

type Named = Pick<TargetConfig, 'name' | 'kind' | 'canary'>;

/**
 * What one target tells about the incident's other targets. Nothing once the incident is resolved: there is nothing left to miss,
 * and tickets that are closed are left alone.
 */
export function unreachableBeside(
  target: string,
  state: IncidentState,
  every: readonly Named[],
  breakers: ReadonlyMap<string, Breaker>,
): Unreachable[] {
  if (state.status === 'resolved') return [];
  const routed = targetsOf(state, every);
  return every.flatMap((other) => {
    const breaker = breakers.get(other.name);
    if (other.name === target || !routed.includes(other.name) || breaker === undefined || !isOpen(breaker)) return [];
    return [{ label: targetInWords(other, every), since: breaker.failingSince }];
  });
}

/** The same for the same notices: the row of a delivery remembers which ones its target shows. */
export function noticeKey(unreachable: readonly Unreachable[]): string {
  return unreachable.map(({ label, since }) => `${label}@${since}`).join(', ');
}
