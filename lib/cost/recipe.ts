import { alarmCents } from '../model/prices';
import { AWS_RECIPE, pairInventory } from '../model/slo';

/** A metric alarm for each window and a composite alarm for each pair, as the CloudWatch user guide draws it. */
const { metricAlarms, compositeAlarms } = pairInventory(AWS_RECIPE, 'tier');

/** Cents a month of one SLO alarmed as AWS documents it. */
export const AWS_RECIPE_CENTS = alarmCents({ standardMetrics: metricAlarms, composites: compositeAlarms });
