import { clockTime, dayOf, monthOf, zoneOffset } from './dom.mjs';

const HOUR = 3600;
const DAY = 24 * HOUR;
const HOUR_STEPS = [1, 2, 3, 4, 6, 12];
const DAY_STEPS = [1, 2, 3, 7, 14];
const MONTH_STEPS = [1, 2, 3, 6, 12];
/** Pixels that a label takes with the room around it. */
const LABEL = 90;

/**
 * What the time axis of uPlot says: full hours, days or months of the zone, as many as have room.
 *
 * @param {string} timeZone
 */
export function timeAxis(timeZone) {
  return {
    splits: (plot, _, min, max) => marks(min, max, Math.max(2, Math.floor(plot.width / LABEL)), timeZone),
    values: (plot, splits) => {
      const { min, max } = plot.scales.x;
      const words = splits.map((at) => momentOnAxis(at * 1000, (max - min) * 1000, timeZone));
      // The year makes a label longer than the room beside the picture.
      const fits = (at) => words[at].length < 8 || (plot.width * (max - splits[at])) / (max - min) > LABEL / 4;
      return words.map((each, at) => (fits(at) ? each : ''));
    },
  };
}

/** `21:32` in a picture of less than two days, `14 Nov` in one of less than half a year, `Nov 2026`. */
export function momentOnAxis(at, spanMs, timeZone) {
  if (spanMs < 2 * DAY * 1000) return clockTime(at, timeZone);
  return spanMs < 183 * DAY * 1000 ? dayOf(at, timeZone) : monthOf(at, timeZone);
}

function marks(min, max, room, timeZone) {
  const span = max - min;
  if (span < 2 * DAY) {
    const step = (HOUR_STEPS.find((hours) => span / (hours * HOUR) <= room) ?? 12) * HOUR;
    const first = Math.ceil(min / step) * step;
    return Array.from({ length: Math.floor((max - first) / step) + 1 }, (_, index) => first + index * step);
  }
  if (span < 183 * DAY) {
    const step = (DAY_STEPS.find((days) => span / (days * DAY) <= room) ?? 28) * DAY;
    const first = Math.floor(min / DAY) * DAY;
    const days = Array.from({ length: Math.floor((max - first) / step) + 2 }, (_, index) => first + index * step);
    return localMidnights(days, min, max, timeZone);
  }
  const step = MONTH_STEPS.find((months) => span / (months * 30 * DAY) <= room) ?? 12;
  const begin = new Date(min * 1000);
  const firstOf = (month) => Date.UTC(begin.getUTCFullYear(), month) / 1000;
  const months = Array.from({ length: Math.ceil(span / (step * 28 * DAY)) + 2 }, (_, index) => index * step);
  return localMidnights(
    months.map((month) => firstOf(begin.getUTCMonth() + month)),
    min,
    max,
    timeZone,
  );
}

/** The midnights of the zone that begin the days of UTC midnights, in seconds; those that are in the picture. */
function localMidnights(midnights, min, max, timeZone) {
  return midnights
    .map((midnight) => midnight - zoneOffset(midnight * 1000, timeZone) / 1000)
    .filter((at) => at >= min && at <= max);
}
