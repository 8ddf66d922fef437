import * as v from 'valibot';

/** A story, version 1: which recordings are played, before whom, and how it should end. */
const story = v.object({
  version: v.literal(1),
  name: v.string(),
  title: v.string(),
  /** IANA zone in which the timeline is told. */
  timeZone: v.string(),
  /** The ordinary stretch is repeated until it fills so many days before the evening: one evening is no history for an SLO. */
  fillDays: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Recordings of each SLO, as paths relative to the story. */
  recordings: v.record(v.string(), v.object({ ordinary: v.string(), evening: v.string() })),
  /** What really happened, as the people who recorded it know it. */
  happened: v.array(v.object({ minute: v.number(), what: v.string() })),
  expects: v.object({ incidents: v.number() }),
});

export type Story = v.InferOutput<typeof story>;

/** @throws Error that names the file and the place */
export function parseStory(file: string, text: string): Story {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), story), text);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new Error(`${file}: ${v.getDotPath(issue) ?? 'story'}: ${issue.message}`);
}
