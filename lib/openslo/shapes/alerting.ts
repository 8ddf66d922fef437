import * as v from 'valibot';
import { boolean, decimal, delay, description, duration, mapping, metadata, operator, text } from './scalars';

/** Burn rate is the only kind of v1, and the default. `op` came later than the others, and older files lack it. */
export const alertCondition = mapping({
  description,
  severity: text,
  condition: mapping({
    kind: v.optional(text),
    op: v.optional(operator),
    threshold: decimal,
    lookbackWindow: duration,
    alertAfter: v.optional(delay),
  }),
});

export const notificationTarget = mapping({ description, target: text });

const inline = { kind: v.optional(text), metadata: v.optional(metadata) };

export const alertPolicy = mapping({
  description,
  alertWhenNoData: v.optional(boolean),
  alertWhenResolved: v.optional(boolean),
  alertWhenBreaching: v.optional(boolean),
  conditions: v.pipe(
    v.array(mapping({ conditionRef: v.optional(text), ...inline, spec: v.optional(alertCondition) }), 'a list'),
    v.length(1, 'a list of exactly one condition'),
  ),
  notificationTargets: v.optional(
    v.array(mapping({ targetRef: v.optional(text), ...inline, spec: v.optional(notificationTarget) }), 'a list'),
  ),
});

/** How an SLO says its policies. The specification once meant a list of names. */
export const alertPolicies = v.array(
  v.pipe(
    v.unknown(),
    v.transform((policy) => (typeof policy === 'string' ? { alertPolicyRef: policy } : policy)),
    mapping({ alertPolicyRef: v.optional(text), ...inline, spec: v.optional(alertPolicy) }),
  ),
  'a list',
);

export type AlertPolicySpec = v.InferOutput<typeof alertPolicy>;
export type AlertConditionSpec = v.InferOutput<typeof alertCondition>;
