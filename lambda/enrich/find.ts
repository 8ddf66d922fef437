import * as v from 'valibot';
import { type Findings, findings } from '../../lib/model/contracts/findings';
import { log } from '../log';
import { withDeadline } from './deadline';
import type { Enrichment, Subject } from './enrichment';
import { whyMissing } from './why';

/** How long each enrichment may take. The message stands already: this only bounds how long the function runs. */
export const DEADLINE_MS = 3000;

/** All enrichments side by side. Never fails: what does not come in time, or not at all, is named in `missing`. */
export async function findAll(
  enrichments: readonly Enrichment[],
  subject: Subject,
  deadlineMs = DEADLINE_MS,
): Promise<Findings> {
  const parts = await Promise.all(enrichments.map((enrichment) => find(enrichment, subject, deadlineMs)));
  const missing = parts.flatMap((part) => part.missing ?? []);
  return { ...Object.assign({}, ...parts), missing };
}

async function find(enrichment: Enrichment, subject: Subject, deadlineMs: number): Promise<Findings> {
  const { name, what, source } = enrichment;
  try {
    const found = await withDeadline(deadlineMs, (signal) => enrichment.find(subject, signal));
    // An event that its contract does not know could not be read back, and would hide what the others found.
    return v.parse(findings, found);
  } catch (error) {
    const { name: kind, message } = error as Error;
    log.warn({ message: 'enrichment failed', enrichment: name, incident: subject.incident, kind, why: message });
    return { missing: [{ what, why: whyMissing(error as Error, source) }] };
  }
}
