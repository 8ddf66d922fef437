/** What a reader must be told to judge figures that were computed from a history file. */
export type HistoryRemark =
  /** Times said no zone. */
  | { readonly kind: 'assumed-utc' }
  /** Faulty rows were left out, `first` says what was wrong with the first of them. */
  | { readonly kind: 'dropped'; readonly rows: number; readonly first: string }
  /** Requests of a row were spread over its minutes. */
  | { readonly kind: 'coarse-step'; readonly stepMs: number }
  /** The value of a row stands for each of its periods. */
  | { readonly kind: 'coarse-values'; readonly stepMs: number; readonly periodMinutes: number }
  /** Several histories have different steps. */
  | {
      readonly kind: 'differing-steps';
      readonly steps: readonly { readonly slo: string; readonly stepMs: number }[];
    }
  /** `longestAt`: epoch milliseconds at which the longest gap begins. */
  | {
      readonly kind: 'gaps';
      readonly gaps: number;
      readonly missingMinutes: number;
      readonly longestMinutes: number;
      readonly longestAt: number;
    }
  | {
      readonly kind: 'shorter-than-interval';
      readonly judged: 'requests' | 'periods';
      readonly minutes: number;
      readonly intervalMinutes: number;
    }
  /** Ascending windows, all longer than the history. */
  | { readonly kind: 'shorter-than-window'; readonly minutes: number; readonly windowMinutes: readonly number[] }
  /** Every row counts zero. */
  | { readonly kind: 'no-requests' };
