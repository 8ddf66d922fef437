import type { ScheduleFault } from '../model/schedule';
import type { Found, Place } from './rule';
import { shown } from './values';

/** What stands at a path of a value; nothing where there is nothing. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inside, name) =>
      typeof inside === 'object' && inside !== null && Object.hasOwn(inside, name)
        ? (inside as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}

/** A text that is known before it is deployed; nothing where there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** A fault of a schedule as a finding. @param property where the expression stands */
export function scheduleFound(place: Place, property: string, fault: ScheduleFault): Found {
  const { part, got, allowed, uncertain } = fault;
  const what = part === undefined ? property : `${property}: ${part}`;
  return { place, what, got, allowed, ...(uncertain ? { level: 'warning' } : {}) };
}

/** Names in words, and no more than fit into a sentence. */
export function namesInWords(names: readonly string[], most = 10): string {
  const rest = names.length - most;
  return (
    names
      .slice(0, most)
      .map((name) => shown(name))
      .join(', ') + (rest > 0 ? ` and ${rest} more` : '')
  );
}
