import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { context } from '../../cdk.json';
import { echarpe as estateOf } from '../../examples/echarpe/estate';
import { CUSTOMER_FACING, ENGINEERS } from '../../examples/echarpe/routes';
import { ShopPromises } from '../../examples/echarpe/shop-promises';
import { StorefrontPromises } from '../../examples/echarpe/storefront-promises';
import {
  Audience,
  Enrichment,
  githubIssues,
  IncidentResponse,
  type IncidentResponseProps,
  pagerDuty,
  Route,
  Severity,
  slackChannel,
  type Team,
} from '../../lib';
import { type Assembly, readAssembly } from '../../lib/assembly';
import { PAGER } from './pager-side';

/** Synthesizes stacks with the project's feature flags into a folder of their own. */
export function synthesized(...stacks: ((app: App) => Stack)[]): {
  assembly: Assembly;
  directory: string;
  remove: () => void;
} {
  const directory = mkdtempSync(join(tmpdir(), 'cdk-slo-test-'));
  const app = new App({ outdir: directory, context });
  for (const stack of stacks) stack(app);
  app.synth();
  return {
    assembly: readAssembly(directory),
    directory,
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

const PLACES = [
  slackChannel({ name: 'incidents', channelId: 'C0INCIDENTS' }),
  githubIssues({ name: 'tickets', repository: 'echarpe/ops' }),
];

/** A response like the example's, without test alarms: a process less to start in each world. */
export class PlainResponse extends Stack {
  constructor(scope: App, id: string, props: Partial<IncidentResponseProps> = {}) {
    super(scope, id);
    new IncidentResponse(this, 'IncidentResponse', { targets: PLACES, ...props });
  }
}

/** The example's promises, of which no support hears. */
export function shopForEngineers(app: App): Stack {
  return new ShopPromises(app, 'EcharpeShopPromises', { routes: ENGINEERS });
}

/** The example's promises with a plain response. */
export function plainEstate() {
  return synthesized(shopForEngineers, (app) => new PlainResponse(app, 'EcharpeResponse'));
}

/** The same, and nothing is found out about an incident after its first message. */
export function bareEstate() {
  return synthesized(shopForEngineers, (app) => new PlainResponse(app, 'EcharpeResponse', { enrichments: [] }));
}

/** Of enrichment in the busy estate. */
const ENRICHMENT_TRIES = 10;

/**
 * The shop and the storefront that depends on it, with a response in which every function has something to do and a little is found out.
 * Messages come one by one: whoever dies at each call that is made for a message need not die at those for many. What enrichment is asked
 * comes more often than in AWS: the one question that takes most calls is asked once in an evening.
 */
export function busyEstate() {
  return synthesized((app) => {
    const routes = [...CUSTOMER_FACING, Route.from(Severity.SEV2, PAGER)];
    const shop = new ShopPromises(app, 'EcharpeShopPromises', { routes });
    new StorefrontPromises(app, 'EcharpeStorefrontPromises', { dependsOn: [shop.service], routes });
    const response = new PlainResponse(app, 'EcharpeResponse', {
      targets: [
        ...PLACES,
        slackChannel({ name: 'support', channelId: 'C0SUPPORT', audience: Audience.SUPPORT }),
        pagerDuty({ name: PAGER, callbacks: {} }),
      ],
      enrichments: [Enrichment.BUDGET, Enrichment.RELATED],
      slackActions: { target: 'incidents', userGroupId: 'S0ONCALL' },
      canary: {
        team: shop.node.findChild('Team') as Team,
        targets: [slackChannel({ name: 'canary', channelId: 'C0CANARY' })],
        runbookUrl: 'https://runbooks.echarpe.example/incident-response',
      },
    });
    for (const construct of response.node.findAll()) {
      if (construct instanceof CfnEventSourceMapping) construct.batchSize = 1;
      if (construct instanceof CfnQueue && construct.node.path.includes('/Enrichments/')) {
        construct.redrivePolicy = { ...construct.redrivePolicy, maxReceiveCount: ENRICHMENT_TRIES };
        construct.messageRetentionPeriod = Duration.days(1).toSeconds();
      }
    }
    return response;
  });
}

/** The example estate. */
export function echarpe() {
  return synthesized((app) => estateOf(app).stacks[0]!);
}
