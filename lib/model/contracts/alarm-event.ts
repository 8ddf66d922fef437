import * as v from 'valibot';

/**
 * EventBridge events about alarms as far as we read them. Unknown keys are ignored, because AWS adds some (reasonData, alarmTags,
 * alarmContributor, …); the optional ones may be absent.
 */

export const ALARM_STATE_CHANGE = 'CloudWatch Alarm State Change';
/** An alarm was created, updated or deleted. */
export const ALARM_CONFIGURATION_CHANGE = 'CloudWatch Alarm Configuration Change';

/** `reconcile` writes the same events for what it finds in CloudWatch and no event told: everything goes one way. */
export const OBSERVED = 'cdk-slo.reconcile';

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

const envelope = {
  source: v.picklist(['aws.cloudwatch', OBSERVED]),
  id: v.string(),
  account: v.string(),
  region: v.string(),
  time: timestamp,
  resources: v.pipe(v.array(v.string()), v.minLength(1)),
};

const alarmStateChange = v.object({
  ...envelope,
  'detail-type': v.literal(ALARM_STATE_CHANGE),
  detail: v.object({
    alarmName: v.string(),
    state,
    previousState: v.optional(v.object({ value: v.picklist(alarmValues) })),
  }),
});

const alarmConfigurationChange = v.object({
  ...envelope,
  'detail-type': v.literal(ALARM_CONFIGURATION_CHANGE),
  detail: v.object({ alarmName: v.string(), operation: v.string() }),
});

const alarmChange = v.variant('detail-type', [alarmStateChange, alarmConfigurationChange]);

/** Parsed: timestamps are epoch milliseconds. */
export type AlarmStateChange = v.InferOutput<typeof alarmStateChange>;
export type AlarmConfigurationChange = v.InferOutput<typeof alarmConfigurationChange>;
export type AlarmChange = AlarmStateChange | AlarmConfigurationChange;
/** As it travels. */
export type AlarmStateChangeEvent = v.InferInput<typeof alarmStateChange>;
export type AlarmConfigurationChangeEvent = v.InferInput<typeof alarmConfigurationChange>;

/** @throws Error that names the first thing that is wrong */
export function parseAlarmChange(body: string): AlarmChange {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), alarmChange), body);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new Error(`not a change of an alarm: ${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
}
