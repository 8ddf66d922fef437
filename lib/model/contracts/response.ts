import * as v from 'valibot';

/**
 * What a response stack says of itself, version 1, in the parameter `/slo-response/<stage>`: enough for the command line to find its way
 * with nothing but a stage and credentials.
 */
const response = v.object({
  version: v.literal(1),
  stage: v.string(),
  account: v.string(),
  region: v.string(),
  table: v.string(),
  deliveryQueueUrl: v.string(),
  /** Where reports of support go. Stacks of earlier releases do not say it. */
  signalQueueUrl: v.optional(v.string()),
  /** `canary`: hears of canaries and of nothing else. `pager`: hears of pages and of nothing else. */
  targets: v.array(v.object({ name: v.string(), canary: v.optional(v.boolean()), pager: v.optional(v.boolean()) })),
});

export type ResponseParameter = v.InferOutput<typeof response>;

/** Nothing when the text was written by another version. */
export function parseResponseParameter(text: string): ResponseParameter | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), response), text);
  return parsed.success ? parsed.output : undefined;
}
