import { traceIdOf } from '../lib/model/trace';

/** What a line says: a fixed text to search for, and the values that belong to it. */
export interface LogEntry {
  readonly message: string;
  readonly [key: string]: unknown;
}

/** The only way in which functions write to their log: every line leads to the trace of its invocation. */
export const log = {
  info: (entry: LogEntry): void => console.info(traced(entry)),
  warn: (entry: LogEntry): void => console.warn(traced(entry)),
  error: (entry: LogEntry): void => console.error(traced(entry)),
};

/** Id of the trace of this invocation; nothing outside of one. Lambda sets the variable anew for each. */
export function traceId(): string | undefined {
  return traceIdOf(process.env._X_AMZN_TRACE_ID);
}

/** Alarms filter the log by `$.message.message`, so the entry keeps its place. */
function traced(entry: LogEntry): LogEntry {
  const id = traceId();
  return id === undefined ? entry : { ...entry, traceId: id };
}
