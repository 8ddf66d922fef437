import type { Symptom } from './examiner';

/** What is wrong at PagerDuty, in the grammar of all findings. */
export function error(id: string, got: string, allowed: string, remedy: string): Symptom {
  return { id, level: 'error', message: `PagerDuty: got ${got}, allowed is ${allowed}`, remedy };
}

export function warning(id: string, got: string, allowed: string, remedy: string): Symptom {
  return { ...error(id, got, allowed, remedy), level: 'warning' };
}
