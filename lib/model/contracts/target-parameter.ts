import * as v from 'valibot';
import { targetConfig } from './target-config';

/** A standard parameter of the Parameter Store holds at most 4 KB. */
export const LARGEST_TARGET_BYTES = 4096;

/** What a response stack says of one target, version 1, in a parameter of its own: enough for `slo doctor` to look at it. */
const targetParameter = v.object({
  version: v.literal(1),
  config: targetConfig,
  /** Keys that its secret must have. Missing for a target of the user's own that does not say. */
  secretKeys: v.optional(v.array(v.string())),
  /** Ids of the Slack user groups whose members may press its buttons. Missing where there are none. */
  userGroups: v.optional(v.array(v.string())),
});

export type TargetParameter = v.InferOutput<typeof targetParameter>;

/** Nothing when the text was written by another version. */
export function parseTargetParameter(text: string): TargetParameter | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), targetParameter), text);
  return parsed.success ? parsed.output : undefined;
}
