import * as v from 'valibot';
import { priorities, severities } from './catalogue';
import { storyPerson } from './story-person';

/**
 * A story, version 1: which recordings are played, before whom, and how it should end. A `minute` counts from the beginning of the
 * evening, which is what follows the ordinary stretch and may last for weeks; the first one is 1.
 */
const minute = v.pipe(v.number(), v.integer(), v.minValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Customers tell support, which reports it; the fields of a support report. */
const report = v.strictObject({
  minute,
  slo: v.string(),
  report: v.string(),
  /** All in all by then. */
  count,
  operation: v.optional(v.string()),
  exception: v.optional(v.string()),
  url: v.optional(v.pipe(v.string(), v.url())),
});

/** What Application Signals knows of a service's changes. */
const change = v.strictObject({
  minute: v.pipe(v.number(), v.integer()),
  service: v.string(),
  kind: v.picklist(['DEPLOYMENT', 'CONFIGURATION']),
  name: v.string(),
});

/** A stretch in which timers run only so often, because nothing happens in it: weeks pass in seconds. */
const lapse = v.pipe(
  v.strictObject({ from: minute, to: minute, everyMinutes: count }),
  v.check(({ from, to }) => from < to, 'from must be before to'),
);

/** Several follow each other in time; the ordinary stretch fills what lies between them. */
const evenings = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((given) => [given].flat()),
  v.minLength(1),
);

const story = v.object({
  version: v.literal(1),
  name: v.string(),
  title: v.string(),
  /** IANA zone in which the timeline is told. */
  timeZone: v.string(),
  /** The ordinary stretch is repeated until it fills so many days before the evening: one evening is no history for an SLO. */
  fillDays: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Recordings of each SLO, as paths relative to the story. */
  recordings: v.record(v.string(), v.object({ ordinary: v.string(), evening: evenings })),
  /** What of it nobody recorded, as a sentence. @default - everything was recorded */
  invented: v.optional(v.string()),
  /** What really happened, as the people who recorded it know it. */
  happened: v.array(v.object({ minute: v.number(), what: v.string() })),
  reports: v.optional(v.array(report), []),
  changes: v.optional(v.array(change), []),
  people: v.optional(v.array(storyPerson), []),
  lapses: v.optional(v.array(lapse), []),
  expects: v.strictObject({
    incidents: v.number(),
    /** How often somebody is woken, all in all. */
    pages: v.optional(v.number()),
    /** Incidents that are known to repeat an earlier one. */
    repeats: v.optional(v.number()),
    /** The worst that each incident was, in the order in which they opened. */
    severities: v.optional(v.array(v.picklist(severities))),
    /** That of each ticket at the end, in the same order. */
    priorities: v.optional(v.array(v.picklist(priorities))),
  }),
});

export type Story = v.InferOutput<typeof story>;

/** @throws Error that names the file and the place */
export function parseStory(file: string, text: string): Story {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), story), text);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new Error(`${file}: ${v.getDotPath(issue) ?? 'story'}: ${issue.message}`);
}

/** @throws Error that names the file and the place of a minute after the end */
export function checkMinutes(file: string, story: Story, last: number): void {
  const lists = { happened: story.happened, reports: story.reports, changes: story.changes, people: story.people };
  const ends = { lapses: story.lapses.map(({ to }) => ({ minute: to })) };
  for (const [list, moments] of Object.entries({ ...lists, ...ends })) {
    const place = moments.findIndex((moment) => moment.minute > last);
    if (place >= 0)
      throw new Error(`${file}: ${list}.${place}: got minute ${moments[place]!.minute}, allowed are those to ${last}`);
  }
}
