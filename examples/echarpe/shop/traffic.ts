/** What customers do in each virtual minute: pure, seeded, the same every time. */

export const OPERATIONS = ['place-order', 'text-preview'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** Requests per real second, that is per virtual minute. */
export const ORDINARY_RATE: Readonly<Record<Operation, number>> = { 'place-order': 12, 'text-preview': 10 };

export interface Evening {
  readonly name: 'ordinary' | 'match';
  readonly start: string;
  readonly minutes: number;
  /** Everybody wants to see the same name on a scarf. */
  readonly surge?: {
    readonly fromMinute: number;
    readonly toMinute: number;
    readonly words: string;
    readonly factor: number;
  };
}

export const EVENINGS: readonly Evening[] = [
  { name: 'ordinary', start: '2026-11-13T18:00:00Z', minutes: 360 },
  {
    name: 'match',
    start: '2026-11-14T18:00:00Z',
    minutes: 690,
    surge: { fromMinute: 120, toMinute: 260, words: 'LYON CHAMPIONS', factor: 3 },
  },
];

export interface Arrival {
  /** Milliseconds after the evening's start, in real time. */
  readonly atMs: number;
  readonly operation: Operation;
  /** Query of the request. */
  readonly query: string;
}

const TEAMS = ['ALLEZ', 'FORZA', 'VAMOS', 'HOPP', 'GO', 'VIVE', 'BRAVO', 'MERCI', 'BONJOUR', 'JOYEUX NOEL'];

/** Small seeded generator (mulberry32). */
export function generator(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Arrivals of one real second: as many as the rate says, at random moments in it, in order. */
export function arrivalsOfMinute(evening: Evening, minute: number, random: () => number): Arrival[] {
  const surging = evening.surge !== undefined && minute >= evening.surge.fromMinute && minute < evening.surge.toMinute;
  const factor = surging ? evening.surge!.factor : 1;
  const many = (operation: Operation, rate: number, query: () => string): Arrival[] =>
    Array.from({ length: rate }, () => ({ atMs: minute * 1000 + random() * 1000, operation, query: query() }));
  const sku = () => `sku=scarf-${1 + Math.floor(random() * 40)}`;
  const varied = () => `${TEAMS[Math.floor(random() * TEAMS.length)]} ${Math.floor(random() * 100_000)}`;
  // In the surge two of three previews show the winner's name, the third is somebody's own idea.
  const text = () => (surging && random() < 1 - 1 / factor ? evening.surge!.words : varied());
  return [
    ...many('place-order', ORDINARY_RATE['place-order'], sku),
    ...many('text-preview', ORDINARY_RATE['text-preview'] * factor, () => `text=${encodeURIComponent(text())}`),
  ].sort((a, b) => a.atMs - b.atMs);
}
