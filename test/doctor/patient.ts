import { EXAMINERS, examine, type Patient, type Symptom } from '../../lib/doctor';

export const TOKEN = 'a-token-that-nobody-may-read';
export const NOW = Date.parse('2026-11-14T20:00:00Z');

/** What the doctor finds at a target of that kind, as people are told. */
export async function found(
  kind: string,
  patient: Pick<Patient, 'secret'> & Partial<Patient> & { readonly settings: Record<string, string> },
): Promise<readonly Symptom[]> {
  const { settings, ...more } = patient;
  const config = { name: kind, kind, audience: 'engineers', settings } as const;
  const symptoms = await examine(EXAMINERS.get(kind)!, { config, timeoutMs: 10_000, now: NOW, ...more });
  expect(JSON.stringify(symptoms)).not.toContain(TOKEN);
  for (const { message, remedy } of symptoms) {
    expect(message).toMatch(/got .*allowed (is|are) /);
    expect(remedy).not.toBe('');
  }
  return symptoms;
}

/** Level and id of each. */
export function named(symptoms: readonly Symptom[]): string[] {
  return symptoms.map(({ level, id }) => `${level} ${id}`);
}
