/** What is wrong with a schedule, and where in it. */
export interface ScheduleFault {
  /** The part: `hours`, `rate`; nothing where it is the whole expression. */
  readonly part?: string;
  readonly got: string;
  /** Begins with "is" or "are". */
  readonly allowed: string;
  /** AWS documents another form, and nobody says that it refuses this one. */
  readonly uncertain?: true;
}

const LONGEST = 60;

/** A text of a template as it is shown: in quotes, and cut where it is long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
}
