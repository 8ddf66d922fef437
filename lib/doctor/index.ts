import type { Examiner } from './examiner';
import { examineOpsItems } from './opsitems';

export type { Examiner, Patient, Symptom } from './examiner';

/** Who looks at a target, by its kind; kinds of the user's own are not known here. */
export const EXAMINERS: ReadonlyMap<string, Examiner> = new Map<string, Examiner>([['opsitems', examineOpsItems]]);
