import * as v from 'valibot';
import type { Symptom } from './examiner';

/** What stands in a new secret until somebody fills it. */
const PLACEHOLDER = 'to-be-filled';

const values = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()));

/** The secret of a target, and what is wrong with it. */
export interface TargetSecret {
  readonly values: Readonly<Record<string, string>>;
  readonly symptoms: readonly Symptom[];
}

/**
 * What a secret holds; no value of it is ever quoted.
 *
 * @param arn by which people find it
 * @param keys which it must have
 */
export function targetSecret(text: string | undefined, arn: string, keys: readonly string[]): TargetSecret {
  const parsed = v.safeParse(values, text);
  if (!parsed.success) {
    const message = `secret ${arn}: got something else, allowed is a JSON object whose values are texts`;
    return { values: {}, symptoms: [error('secret-no-json', message, fill(keys))] };
  }
  const texts = Object.entries(parsed.output).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const held = new Map(texts);
  const missing = keys.filter((key) => !held.get(key));
  const unfilled = texts.flatMap(([key, value]) => (value === PLACEHOLDER ? [key] : []));
  const symptoms = [
    missing.length === 0
      ? undefined
      : error(
          'secret-key-missing',
          `secret ${arn}: got no ${missing.join(', ')}, allowed is one with ${keys.join(', ')}`,
          fill(missing),
        ),
    unfilled.length === 0
      ? undefined
      : error(
          'secret-not-filled',
          `secret ${arn}: got the placeholder in ${unfilled.join(', ')}, allowed is what the vendor issued`,
          fill(unfilled),
        ),
  ];
  return { values: Object.fromEntries(held), symptoms: symptoms.filter((symptom) => symptom !== undefined) };
}

function error(id: string, message: string, remedy: string): Symptom {
  return { id, level: 'error', message, remedy };
}

function fill(keys: readonly string[]): string {
  const pairs = keys.map((key) => `"${key}": "…"`).join(', ');
  return `put {${pairs}} into the secret (Secrets Manager, "Retrieve secret value", "Edit"); nothing needs to be deployed`;
}
