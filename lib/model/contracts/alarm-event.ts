import * as v from 'valibot';

/**
 * EventBridge event "CloudWatch Alarm State Change" as far as we read it. Unknown keys are ignored, because AWS adds some
 * (reasonData, alarmTags, alarmContributor, …); the optional ones may be absent.
 */

export const ALARM_STATE_CHANGE = 'CloudWatch Alarm State Change';

export const alarmValues = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;
export type AlarmValue = (typeof alarmValues)[number];

/** CloudWatch writes `2026-11-22T07:26:46.138+0000`, which Date reads and strict ISO parsers refuse. */
const timestamp = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.check((time) => Number.isFinite(time), 'is no time'),
);

const state = v.object({
  value: v.picklist(alarmValues),
  timestamp,
  reason: v.optional(v.string()),
  reasonData: v.optional(v.string()),
  actionsSuppressedBy: v.optional(v.string()),
});

export const alarmStateChange = v.object({
  'detail-type': v.literal(ALARM_STATE_CHANGE),
  source: v.literal('aws.cloudwatch'),
  id: v.string(),
  account: v.string(),
  region: v.string(),
  time: v.string(),
  resources: v.pipe(v.array(v.string()), v.minLength(1)),
  detail: v.object({
    alarmName: v.string(),
    state,
    previousState: v.optional(v.object({ value: v.picklist(alarmValues) })),
  }),
});

/** Parsed: timestamps are epoch milliseconds. */
export type AlarmStateChange = v.InferOutput<typeof alarmStateChange>;
/** As it travels. */
export type AlarmStateChangeEvent = v.InferInput<typeof alarmStateChange>;

/** @throws Error that names the first thing that is wrong */
export function parseAlarmStateChange(body: string): AlarmStateChange {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), alarmStateChange), body);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new Error(`not an alarm state change: ${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
}
