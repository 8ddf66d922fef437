import * as v from 'valibot';
import { doctorFinding } from '../doctor-finding';
import { said, version } from './parts';

/** `slo doctor --json` */
export const doctorDocument = v.object({
  version,
  ok: said(v.boolean(), 'whether deliveries are switched on and no finding is an error'),
  stage: v.string(),
  deliveries: said(v.picklist(['on', 'off']), 'the switch by which people silence the stage'),
  targets: said(
    v.array(
      v.object({
        name: v.string(),
        kind: said(v.string(), '`unknown` where the stack does not say'),
        examined: said(
          v.boolean(),
          'whether the other side was asked: not for kinds of your own, nor without its secret',
        ),
      }),
    ),
    'what was looked at',
  ),
  findings: v.array(doctorFinding),
});

export type DoctorDocument = v.InferOutput<typeof doctorDocument>;
