/** One table of the study. Cells are measured in any order and on any number of processes; each draws from streams of its own. */
export interface Part<Result = unknown> {
  readonly cells: number;
  /** Those of a quick look. */
  readonly quickCells: readonly number[];
  measure(cell: number, effort: Effort): Result;
  /** Markdown; nothing where what it would measure is not here. */
  table(results: readonly Result[], effort: Effort): string | undefined;
  /** What was demanded and did not come, one line each. */
  missed(results: readonly Result[], effort: Effort): readonly string[];
}

export interface Effort {
  readonly seed: number;
  /** Few runs, to see within seconds whether something changed. */
  readonly quick: boolean;
}
