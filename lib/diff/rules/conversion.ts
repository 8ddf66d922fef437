import type { Measurement } from '../../model/contracts/measurement';
import { NO_CONVERSION } from '../../model/wording/conversion';
import { outcomesInWords } from '../../model/wording/outcomes';
import type { Rule } from '../rule';
import { hasMoved } from './history';

/** From requests to periods or back under one name: Application Signals refuses it in the middle of the deployment. */
export const conversion: Rule = (before, after) => {
  const [was, is] = [before.objective, after.objective];
  const [old, now] = [was.entry.measurement, is.entry.measurement];
  // Under another name or elsewhere it is another SLO, which may be of another kind.
  if (old.kind === now.kind || was.objectiveName !== is.objectiveName || hasMoved(before, after)) return [];
  return [
    {
      kind: 'conversion-refused',
      level: 'danger',
      before: evaluation(old),
      after: evaluation(now),
      consequence: `The deployment fails: ${NO_CONVERSION}.`,
    },
  ];
};

function evaluation(measurement: Measurement): string {
  return `${measurement.kind === 'requests' ? 'counts' : 'judges'} ${outcomesInWords(measurement)}`;
}
