import * as v from 'valibot';
import { unquotedFault } from './unquoted-fault';

/**
 * What support hears from customers, version 1, as a message on the queue of signals beside CloudWatch's events. One `report` is one
 * conversation with customers (a ticket, a problem record); when more of them call, the same report comes again with a higher count.
 */
export const SUPPORT_REPORT = 'cdk-slo.report';

const LARGEST_COUNT = 1_000_000;
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LARGEST_COUNT));
const short = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300));

/** Its shape, for who writes one. */
export const supportReport = v.object({
  version: v.literal(1),
  source: v.literal(SUPPORT_REPORT),
  /** The same however often this message is delivered; another one for each addendum. */
  id: short,
  report: short,
  stage: short,
  /** Whose promise customers miss. */
  slo: short,
  /** Epoch milliseconds. */
  at: v.pipe(v.number(), v.minValue(0)),
  /** How many customers or tickets say so by now, all in all. */
  count,
  /** What they were doing, and what was thrown at them, where that is known. */
  operation: v.optional(short),
  exception: v.optional(short),
  /** Where support keeps it. */
  url: v.optional(v.pipe(v.string(), v.url(), v.maxLength(1000))),
});

export type SupportReport = v.InferOutput<typeof supportReport>;

/** Whether the text is meant to be one; it may still be wrong. */
export function isSupportReport(body: string): boolean {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.object({ source: v.literal(SUPPORT_REPORT) })), body);
  return parsed.success;
}

/** @throws Error that names the first thing that is wrong */
export function parseSupportReport(body: string): SupportReport {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), supportReport), body);
  if (parsed.success) return parsed.output;
  throw new Error(`not a support report: ${unquotedFault(parsed.issues[0])}`);
}
