const MINUTES = { m: 1, h: 60, d: 1440, w: 10_080 } as const;
const MONTHS = { M: 1, Q: 3, Y: 12 } as const;

interface Shorthand {
  readonly count: number;
  readonly unit: string;
}

function parsed(shorthand: string): Shorthand {
  return { count: Number.parseInt(shorthand, 10), unit: shorthand.slice(-1) };
}

/** @returns nothing for months, quarters and years, which have no fixed length */
export function minutesOf(shorthand: string): number | undefined {
  const { count, unit } = parsed(shorthand);
  const minutes = MINUTES[unit as keyof typeof MINUTES] as number | undefined;
  return minutes === undefined ? undefined : count * minutes;
}

/** @returns nothing for what is no number of months */
export function monthsOf(shorthand: string): number | undefined {
  const { count, unit } = parsed(shorthand);
  const months = MONTHS[unit as keyof typeof MONTHS] as number | undefined;
  return months === undefined ? undefined : count * months;
}
