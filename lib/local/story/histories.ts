import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseHistory } from '../../model/contracts/history';
import { checkMinutes, parseStory, type Story } from '../../model/contracts/story';
import { RequestSeries, repeatToFill } from '../../simulate';

const DAY_MINUTES = 1440;

/** A story with its recordings, laid out in time. */
export interface LoadedStory {
  readonly story: Story;
  /** By SLO name: the ordinary stretch repeated until the evening begins, then the evening. */
  readonly series: ReadonlyMap<string, RequestSeries>;
  readonly eveningStartMinute: number;
  readonly endMinute: number;
  readonly recordedMinutes: { readonly ordinary: number; readonly evening: number };
  /** How often the ordinary stretch stands before the evening, and between two of them. */
  readonly repeated: number;
}

/** @throws Error that names file and line for a story or recording that cannot be read */
export function loadStory(file: string): LoadedStory {
  const story = parseStory(file, readFileSync(file, 'utf8'));
  const recorded = Object.entries(story.recordings).map(([slo, { ordinary, evening }]) => ({
    slo,
    ordinary: readSeries(join(dirname(file), ordinary)),
    evenings: evening.map((part) => readSeries(join(dirname(file), part))),
  }));
  const eveningStartMinute = Math.min(...recorded.map(({ evenings }) => evenings[0]!.startMinute));
  const endMinute = Math.max(...recorded.map(({ evenings }) => evenings.at(-1)!.endMinute));
  checkMinutes(file, story, endMinute - eveningStartMinute);
  const ordinaryMinutes = Math.max(...recorded.map(({ ordinary }) => ordinary.minutes));
  const fill = story.fillDays * DAY_MINUTES;
  const series = recorded.map(({ slo, ordinary, evenings }) => {
    const [first, ...others] = evenings;
    const begun = repeatToFill(ordinary, fill, eveningStartMinute).append(first!);
    return [slo, others.reduce((before, evening) => afterOrdinary(before, ordinary, evening), begun)] as const;
  });
  const between = Math.max(...recorded.map(({ evenings }) => minutesBetween(evenings)));
  return {
    story,
    series: new Map(series),
    eveningStartMinute,
    endMinute,
    recordedMinutes: { ordinary: ordinaryMinutes, evening: endMinute - eveningStartMinute - between },
    repeated: Math.round((10 * (fill + between)) / ordinaryMinutes) / 10,
  };
}

/** @throws RangeError when the evening begins before what there is already has ended */
function afterOrdinary(before: RequestSeries, ordinary: RequestSeries, evening: RequestSeries): RequestSeries {
  const minutes = evening.startMinute - before.endMinute;
  const filled = minutes > 0 ? before.append(repeatToFill(ordinary, minutes, evening.startMinute)) : before;
  return filled.append(evening);
}

function minutesBetween(evenings: readonly RequestSeries[]): number {
  return evenings.reduce(
    (sum, { startMinute }, at) => sum + (startMinute - (evenings[at - 1]?.endMinute ?? startMinute)),
    0,
  );
}

function readSeries(file: string): RequestSeries {
  const history = parseHistory(readFileSync(file, 'utf8'), { file });
  if (history.kind !== 'requests')
    throw new Error(`${file}:1: got columns timestamp,value, allowed are timestamp,good,total`);
  return RequestSeries.fromHistory(history);
}
