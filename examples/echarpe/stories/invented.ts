import { generator } from '../shop/traffic';

/** Minutes in which so large a share of the requests goes bad. */
export type BadShare = (minute: number) => number;

/** One SLO's requests over one stretch of time: invented, seeded, the same every time. */
export interface Invented {
  /** Name of the file, without its ending. */
  readonly file: string;
  readonly slo: string;
  readonly start: string;
  readonly minutes: number;
  /** Requests in each minute. */
  readonly requests: (minute: number, random: () => number) => number;
  readonly badShare: BadShare;
}

const NEVER: BadShare = () => 0;
const CALM_MINUTES = 360;

const always = (rate: number) => () => rate;
/** So many an hour, each when it likes: a minute may have none, but for the first, in which the story begins. */
const scattered = (perHour: number) => (minute: number, random: () => number) =>
  Math.max(minute === 0 ? 1 : 0, poisson(perHour / 60, random));
const between =
  (from: number, to: number, share: number): BadShare =>
  (minute) =>
    minute >= from && minute < to ? share : 0;

/** The match again, a week after the one that was recorded: everybody previews the same words, and the same lock comes back. */
const AGAIN = { start: '2026-11-21T18:00:00Z', minutes: 690 };
const again: Invented[] = [
  {
    ...AGAIN,
    file: 'again-place-order',
    slo: 'place-order',
    requests: always(12),
    badShare: between(145, 164, 0.9),
  },
  {
    ...AGAIN,
    file: 'again-text-preview',
    slo: 'text-preview',
    requests: (minute) => (minute >= 120 && minute < 260 ? 30 : 10),
    badShare: between(147, 164, 0.95),
  },
];

/**
 * Orders that fail more and more, until the error budget burns about as fast as the fast alarm's threshold, 13.44 times 0.1 %. There it
 * stays for hours, a little above, a little below.
 */
const ramp: Invented = {
  file: 'ramp-place-order',
  slo: 'place-order',
  start: '2026-11-16T08:00:00Z',
  minutes: 720,
  requests: always(12),
  badShare: (minute) => {
    if (minute < 30 || minute >= 420) return 0;
    const threshold = 0.01344;
    if (minute < 150) return (threshold * (minute - 30)) / 120;
    return threshold * (1 + 0.6 * Math.sin(((minute - 150) / 45) * 2 * Math.PI));
  },
};

/** The services that share the database of orders, and when each begins to feel it. */
const STORM = [
  { slo: 'order-store', rate: 30, from: 60 },
  { slo: 'place-order', rate: 12, from: 60 },
  { slo: 'basket', rate: 15, from: 61 },
  { slo: 'order-lookup', rate: 4, from: 55 },
  { slo: 'order-mail', rate: 12, from: 62 },
  { slo: 'pick-list', rate: 6, from: 62 },
] as const;
const STORM_FIXED = 88;
const storm = STORM.flatMap(({ slo, rate, from }): Invented[] => [
  calm(slo, rate),
  {
    file: `storm-${slo}`,
    slo,
    start: '2026-11-18T14:00:00Z',
    minutes: 600,
    requests: always(rate),
    badShare: between(from, STORM_FIXED, 0.97),
  },
]);

/** A shop that sleeps: 60 orders an hour. Two of them fail by chance, hours apart; much later everything does. */
const night: Invented[] = [
  { ...calm('place-order', 1), file: 'calm-night-place-order' },
  {
    file: 'night-place-order',
    slo: 'place-order',
    start: '2026-11-17T21:00:00Z',
    minutes: 840,
    requests: scattered(60),
    badShare: (minute) => (minute === 95 || minute === 230 ? 1 : between(330, 362, 1)(minute)),
  },
];

function calm(slo: string, rate: number): Invented {
  const when = { start: '2026-11-13T18:00:00Z', minutes: CALM_MINUTES };
  return { file: `calm-${slo}`, slo, ...when, requests: always(rate), badShare: NEVER };
}

/** Everything that the stories play and nobody recorded. */
export const INVENTED: readonly Invented[] = [...again, ramp, ...storm, ...night];

/** @param seed the same seed, the same requests */
export function inventedCsv({ file, slo, start, minutes, requests, badShare }: Invented, seed = 1): string {
  const random = generator(seedOf(file, seed));
  const rows = Array.from({ length: minutes }, (_, minute) => {
    const total = requests(minute, random);
    const bad = Array.from({ length: total }, () => random() < badShare(minute)).filter(Boolean).length;
    const stamp = new Date(Date.parse(start) + minute * 60_000).toISOString().replace('.000Z', 'Z');
    // A minute without requests has no row: that is no data, not a zero.
    return total === 0 ? [] : [`${stamp},${total - bad},${total}`];
  });
  const comment = `# ${slo}, invented for a story by "npm run stories": no shop was recorded (examples/echarpe/stories/invented.ts)`;
  return [comment, 'timestamp,good,total', ...rows.flat(), ''].join('\n');
}

/** Every file has customers of its own. */
function seedOf(file: string, seed: number): number {
  return [...file].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 1_000_003, seed);
}

/** Knuth's way, for small means. */
function poisson(mean: number, random: () => number): number {
  const least = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > least; product *= random()) count += 1;
  return count;
}
