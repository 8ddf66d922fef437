/**
 * What happened to one call of a target. Every implementation classifies its vendor's answers into these four.
 * `unknown` means that bytes left us and no answer came (timeout, reset, 502, 504): whoever continues must look the object
 * up before writing again.
 */
export type TargetResult<T> =
  | { readonly outcome: 'ok'; readonly value: T }
  | {
      readonly outcome: 'retryLater';
      readonly afterSeconds: number;
      readonly reason: FailureReason;
      readonly why: string;
    }
  | { readonly outcome: 'rejected'; readonly reason: FailureReason; readonly why: string }
  | { readonly outcome: 'unknown'; readonly reason: FailureReason; readonly why: string };

/** A call that did not succeed. */
export type Failure = Exclude<TargetResult<never>, { readonly outcome: 'ok' }>;

/** Closed set, used as a metric dimension. */
export type FailureReason =
  | 'auth'
  | 'rateLimited'
  | 'clientError'
  | 'serverError'
  | 'timeout'
  | 'network'
  | 'badAnswer'
  | 'gone';

export function ok<T>(value: T): TargetResult<T> {
  return { outcome: 'ok', value };
}

export function retryLater(afterSeconds: number, reason: FailureReason, why: string): TargetResult<never> {
  return { outcome: 'retryLater', afterSeconds, reason, why };
}

export function rejected(reason: FailureReason, why: string): TargetResult<never> {
  return { outcome: 'rejected', reason, why };
}

export function unknown(reason: FailureReason, why: string): TargetResult<never> {
  return { outcome: 'unknown', reason, why };
}
