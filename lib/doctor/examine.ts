import { line } from '../render/text';
import type { Examiner, Patient, Symptom } from './examiner';

/** Shorter ones are words that stand in messages anyway. */
const SHORTEST_SECRET = 6;

/** What an examiner finds. Whatever goes wrong with it becomes a symptom, and no message holds a value of the secret. */
export async function examine(examiner: Examiner, patient: Patient): Promise<readonly Symptom[]> {
  const symptoms = await examiner(patient).catch((error: Error): Symptom[] => [failed(error)]);
  const secrets = Object.values(patient.secret).filter(({ length }) => length >= SHORTEST_SECRET);
  const redacted = (text: string) => secrets.reduce((rest, value) => rest.replaceAll(value, '[secret]'), text);
  // Messages quote the other side; remedies are our own words, in which a user called "client" would be struck out.
  return symptoms.map((symptom) => ({ ...symptom, message: redacted(symptom.message) }));
}

/** Settings of a target are checked by the target, which throws. */
function failed(error: Error): Symptom {
  return {
    id: 'not-examined',
    level: 'error',
    message: line(error.message),
    remedy:
      'put the settings of the target right and deploy; when nothing is wrong with them, tell us: it is a fault of slo doctor',
  };
}
