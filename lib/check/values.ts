import { UNKNOWN } from '../assembly';

/** Properties of templates as they come: anything may stand anywhere, and what is known at deployment only is passed over. */

const LONGEST_SHOWN = 80;

/** A text, or nothing. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A number, also where a template writes it as text; or nothing. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(value) ? Number(value) : undefined;
}

/** Its members; none of what is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export type Members = Readonly<Record<string, unknown>>;

/** Its members by name; none of what is no object. */
export function membersOf(value: unknown): Members {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether it is known at deployment only, or stands beside what is. */
export function isUnknown(...values: unknown[]): boolean {
  return values.includes(UNKNOWN);
}

/** What is told as it is: short. */
export function short(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** As it is told: short, texts in quotes. A template may hold a megabyte of anything. */
export function shown(value: unknown): string {
  if (typeof value === 'string') {
    const text = JSON.stringify(value.slice(0, LONGEST_SHOWN));
    return value.length > LONGEST_SHOWN ? `${text.slice(0, -1)}…"` : text;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === undefined || value === null) return 'nothing';
  return Array.isArray(value) ? 'a list' : 'an object';
}
