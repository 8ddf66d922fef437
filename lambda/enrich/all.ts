import type { ApplicationSignalsClient } from '@aws-sdk/client-application-signals';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { XRayClient } from '@aws-sdk/client-xray';
import { budget } from './budget';
import { changes } from './changes';
import { contributors } from './contributors';
import { dependency } from './dependency';
import { earlier } from './earlier';
import type { Enrichment, OtherIncidents } from './enrichment';
import { lately } from './lately';
import { segments } from './segments';
import { traces } from './traces';
import { trend } from './trend';

/** Whom enrichments ask. */
export interface Sources {
  readonly applicationSignals: ApplicationSignalsClient;
  readonly cloudwatch: CloudWatchClient;
  readonly xray: XRayClient;
  readonly incidents: OtherIncidents;
}

/** All enrichments that find a fact. */
export function allEnrichments({ applicationSignals, cloudwatch, xray, incidents }: Sources): Enrichment[] {
  return [
    budget(applicationSignals),
    lately(cloudwatch),
    trend(cloudwatch),
    changes(applicationSignals),
    dependency(applicationSignals, cloudwatch),
    contributors(applicationSignals, cloudwatch),
    traces(xray),
    segments(incidents),
    earlier(incidents),
  ];
}
