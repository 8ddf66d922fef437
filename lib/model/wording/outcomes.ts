import type { Measurement } from '../contracts/measurement';

type Counted = Pick<Measurement, 'kind' | 'periodSeconds'>;

/** What an SLI calls good or bad, as people count it: `requests`, `minutes`, `5-minute periods`. */
export function outcomesInWords(measurement: Counted): string {
  return `${outcomeInWords(measurement)}s`;
}

/** One of them: `request`, `minute`, `5-minute period`. */
export function outcomeInWords({ kind, periodSeconds }: Counted): string {
  if (kind === 'requests') return 'request';
  const [unit, seconds] = UNITS.find(([, length]) => periodSeconds % length === 0)!;
  const count = periodSeconds / seconds;
  return count === 1 ? unit : `${count}-${unit} period`;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `requests fail`, `minutes are bad` */
export function badInWords(measurement: Counted): string {
  return `${outcomesInWords(measurement)} ${measurement.kind === 'requests' ? 'fail' : 'are bad'}`;
}

/** What there must be for "OK" to mean something. */
export function presenceInWords({ kind }: Pick<Measurement, 'kind'>): string {
  return kind === 'requests' ? 'traffic' : 'data';
}
