import type { DoctorFinding } from '../model/contracts/doctor-finding';
import type { TargetConfig } from '../model/contracts/target-config';

/** A target to be looked at from here, with the credentials that `deliver` uses. */
export interface Patient {
  readonly config: TargetConfig;
  /** Values of its secret; none where it has none. */
  readonly secret: Readonly<Record<string, string>>;
  /** Ids of the Slack user groups whose members may press its buttons. @default - there are no buttons */
  readonly userGroups?: readonly string[];
  /** Milliseconds before a call is given up. */
  readonly timeoutMs: number;
  /** Epoch milliseconds: whether a token is about to expire. */
  readonly now: number;
}

/** What a kind of target finds wrong; `target` and `kind` are added by whoever asks. */
export type Symptom = Omit<DoctorFinding, 'target' | 'kind'>;

/**
 * Looks at one target and changes nothing there. Answers that mean nothing become a symptom, never an exception: the other targets are
 * looked at, too.
 */
export type Examiner = (patient: Patient) => Promise<readonly Symptom[]>;
