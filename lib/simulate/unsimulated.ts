import type { AlarmDefinition } from '../assembly';
import { MetricAlarm } from './metric-alarm';
import { NOTHING_RECORDED } from './metric-source';

/** Why an alarm cannot be simulated, whatever is recorded of its metrics; nothing when it can. */
export function whyUnsimulated(alarm: AlarmDefinition): string | undefined {
  try {
    new MetricAlarm(alarm, () => NOTHING_RECORDED);
    return undefined;
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return error.message;
    throw error;
  }
}
