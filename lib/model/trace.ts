/**
 * The id that a tracing header gives the whole request, `1-<8 hexadecimal digits>-<24>`; nothing for a header without one. Spans of
 * OpenTelemetry carry the same 32 digits without `1-` and `-`. Source: X-Ray developer guide, "Tracing header".
 *
 * @param header as Lambda leaves it in `_X_AMZN_TRACE_ID`: `Root=1-…;Parent=…;Sampled=1`
 */
export function traceIdOf(header: string | undefined): string | undefined {
  return /(?:^|;)\s*Root=(1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)/.exec(header ?? '')?.[1];
}
