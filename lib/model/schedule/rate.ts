import { quoted, type ScheduleFault } from './fault';

/** How a service reads rates. */
export interface RateDialect {
  readonly units: readonly string[];
  /**
   * What it says about `1 hours` and `2 hour`: `strict` refuses both, `free` takes them, `unsaid` documents the singular alone.
   */
  readonly plural: 'strict' | 'free' | 'unsaid';
}

/** Source: EventBridge user guide, "Rate expressions reference": "A singular unit for values of 1, a plural one for others". */
export const RULE_RATE: RateDialect = { units: ['minute', 'hour', 'day'], plural: 'strict' };

/** Source: EventBridge Scheduler API reference, CreateSchedule: `minute | minutes | hour | hours | day | days`. */
export const SCHEDULER_RATE: RateDialect = { ...RULE_RATE, plural: 'free' };

/** Source: AWS::ApplicationSignals::ServiceLevelObjective, RecurrenceRule: "the unit can be hour|day|month". */
export const EXCLUSION_RATE: RateDialect = { units: ['hour', 'day', 'month'], plural: 'unsaid' };

/** What is wrong with what stands in `rate(…)`. */
export function rateFaults(text: string, { units, plural }: RateDialect): readonly ScheduleFault[] {
  const [, count = '', unit = '', many] = /^\s*(\d+)\s+([a-z]+?)(s?)\s*$/.exec(text) ?? [];
  const said = units.map((one) => (plural === 'unsaid' ? one : `${one}${plural === 'free' ? '(s)' : 's'}`)).join(', ');
  if (!units.includes(unit) || Number(count) < 1) {
    return [{ part: 'rate', got: quoted(text), allowed: `is a whole number from 1 and one of ${said}` }];
  }
  const right = `${count} ${unit}${plural === 'strict' && Number(count) !== 1 ? 's' : ''}`;
  const fault = { part: 'rate', got: quoted(text), allowed: `is "${right}"` };
  if (plural === 'strict') return (many === 's') === (Number(count) !== 1) ? [] : [fault];
  return plural === 'unsaid' && many === 's' ? [{ ...fault, uncertain: true }] : [];
}
