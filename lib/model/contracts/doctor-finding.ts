import * as v from 'valibot';

/** One thing that `slo doctor` found about a target: what is wrong, and what to do about it. */
export const doctorFinding = v.object({
  /** Name of the target. */
  target: v.string(),
  kind: v.string(),
  /** Stable, for who filters: `scope-missing`. */
  id: v.string(),
  /** `error`: incidents do not arrive there. `warning`: they will soon not, or something of them is missing. */
  level: v.picklist(['error', 'warning']),
  /** What, got, allowed; never a secret. */
  message: v.string(),
  /** The next thing to do, and where. */
  remedy: v.string(),
});

export type DoctorFinding = v.InferOutput<typeof doctorFinding>;
