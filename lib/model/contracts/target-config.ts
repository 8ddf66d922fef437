import * as v from 'valibot';

/** Names of those for whom the text of a target may be written. */
export const audiences = ['engineers', 'support', 'team'] as const;
/** Who reads a target. */
export type Audience = (typeof audiences)[number];

/** The shape of a `TargetConfig`. */
export const targetConfig = v.object({
  name: v.string(),
  /** Which implementation: a file of lambda/targets, or one of the user's own. */
  kind: v.string(),
  audience: v.picklist(audiences),
  /** ARN of the Secrets Manager secret: a JSON object whose keys the kind documents. Missing where the role of `deliver` is all it takes. */
  secretArn: v.optional(v.string()),
  /** The kind's own: the target checks them. */
  settings: v.record(v.string(), v.string()),
  /** Hears of canaries and of nothing else. */
  canary: v.optional(v.boolean()),
  /** Wakes people: hears of an incident only once somebody is to be woken. */
  pager: v.optional(v.boolean()),
  /** The other side tells us what people do there, signed with this secret: `signingSecret` and `previousSigningSecret`. */
  callbacks: v.optional(v.object({ secretArn: v.string() })),
});

/** One target, as the functions are told of it. */
export type TargetConfig = v.InferOutput<typeof targetConfig>;

/** Of the environment variable `TARGETS`, a JSON array. */
export function parseTargetConfigs(text: string): TargetConfig[] {
  return v.parse(v.pipe(v.string(), v.parseJson(), v.array(targetConfig)), text);
}

/** A request to bring one target to (at least) one revision of one incident: state, not an event. */
const deliveryRequest = v.object({
  version: v.literal(1),
  incident: v.string(),
  target: v.string(),
  revision: v.number(),
  /** A person asks: what the target refused before is tried again. */
  force: v.optional(v.boolean()),
  /** Epoch milliseconds at which it is asked for again without this; until then nothing is done about it. */
  notBefore: v.optional(v.number()),
});

export type DeliveryRequest = v.InferOutput<typeof deliveryRequest>;

export function parseDeliveryRequest(body: string): DeliveryRequest {
  return v.parse(v.pipe(v.string(), v.parseJson(), deliveryRequest), body);
}
