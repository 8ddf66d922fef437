import * as v from 'valibot';
import { momentOf } from '../model/schedule';
import { INTERVAL_UNITS, type IntervalUnit } from './interval-unit';
import { wholeNumber } from './properties';

/**
 * A time that an SLO does not count, as a template declares it. Source: AWS::ApplicationSignals::ServiceLevelObjective, ExclusionWindows.
 */
export interface ExclusionWindowDefinition {
  /** How long it lasts, in units. */
  readonly duration: number;
  readonly unit: IntervalUnit;
  /** Epoch milliseconds of the first one. @default - the template does not say it */
  readonly startsAt?: number;
  /** `cron(...)` or `rate(...)`. @default - it happens once */
  readonly expression?: string;
}

/** ISO-8601; without an offset it is UTC, as everything that Application Signals counts in [inferred]. */
const moment = v.pipe(
  v.string(),
  v.check(
    (text) => momentOf(text, 'UTC') !== undefined,
    (issue) => `got "${issue.input}", allowed is a date and time in ISO-8601`,
  ),
  v.transform((text) => momentOf(text, 'UTC')!),
);

const exclusionWindow = v.pipe(
  v.object({
    Window: v.object({ Duration: wholeNumber, DurationUnit: v.picklist(INTERVAL_UNITS) }),
    StartTime: v.optional(moment),
    RecurrenceRule: v.optional(v.object({ Expression: v.string() })),
  }),
  v.transform(
    ({ Window, StartTime, RecurrenceRule }): ExclusionWindowDefinition => ({
      duration: Window.Duration,
      unit: Window.DurationUnit,
      ...(StartTime === undefined ? {} : { startsAt: StartTime }),
      ...(RecurrenceRule === undefined ? {} : { expression: RecurrenceRule.Expression }),
    }),
  ),
);

/** The property `ExclusionWindows` of an SLO. */
export const exclusionWindows = v.optional(v.array(exclusionWindow), []);
