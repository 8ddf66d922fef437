import type { Moment } from '../render/simulation-tables';

/** Moments in a zone that is named once, in the heading: `14 Nov 2026, 20:34`. */
export function momentsIn(timeZone: string): Moment {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (iso) => format.format(Date.parse(iso));
}
