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
  /** How often the ordinary stretch stands before the evening. */
  readonly repeated: number;
}

/** @throws Error that names file and line for a story or recording that cannot be read */
export function loadStory(file: string): LoadedStory {
  const story = parseStory(file, readFileSync(file, 'utf8'));
  const recorded = Object.entries(story.recordings).map(([slo, { ordinary, evening }]) => ({
    slo,
    ordinary: readSeries(join(dirname(file), ordinary)),
    evening: readSeries(join(dirname(file), evening)),
  }));
  const evenings = recorded.map(({ evening }) => evening);
  const eveningStartMinute = Math.min(...evenings.map(({ startMinute }) => startMinute));
  const endMinute = Math.max(...evenings.map((evening) => evening.endMinute));
  checkMinutes(file, story, endMinute - eveningStartMinute);
  const ordinaryMinutes = Math.max(...recorded.map(({ ordinary }) => ordinary.minutes));
  const fill = story.fillDays * DAY_MINUTES;
  const series = recorded.map(({ slo, ordinary, evening }) => {
    const before = repeatToFill(ordinary, fill, eveningStartMinute);
    return [slo, before.append(evening)] as const;
  });
  return {
    story,
    series: new Map(series),
    eveningStartMinute,
    endMinute,
    recordedMinutes: { ordinary: ordinaryMinutes, evening: endMinute - eveningStartMinute },
    repeated: fill / ordinaryMinutes,
  };
}

function readSeries(file: string): RequestSeries {
  const history = parseHistory(readFileSync(file, 'utf8'), { file });
  if (history.kind !== 'requests')
    throw new Error(`${file}:1: got columns timestamp,value, allowed are timestamp,good,total`);
  return RequestSeries.fromHistory(history);
}
