import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { context } from '../../cdk.json';
import { echarpe as estateOf } from '../../examples/echarpe/estate';
import { ENGINEERS } from '../../examples/echarpe/routes';
import { ShopPromises } from '../../examples/echarpe/shop-promises';
import { StorefrontPromises } from '../../examples/echarpe/storefront-promises';
import {
  Audience,
  Enrichment,
  githubIssues,
  IncidentResponse,
  type IncidentResponseProps,
  slackChannel,
  type Team,
} from '../../lib';
import { type Assembly, readAssembly } from '../../lib/assembly';

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

/**
 * The shop and the storefront that depends on it, with a response in which every function has something to do and a little is found out.
 * Messages come one by one: whoever dies at each call that is made for a message need not die at those for many.
 */
export function busyEstate() {
  return synthesized((app) => {
    const shop = new ShopPromises(app, 'EcharpeShopPromises');
    new StorefrontPromises(app, 'EcharpeStorefrontPromises', { dependsOn: [shop.service] });
    const response = new PlainResponse(app, 'EcharpeResponse', {
      targets: [...PLACES, slackChannel({ name: 'support', channelId: 'C0SUPPORT', audience: Audience.SUPPORT })],
      enrichments: [Enrichment.BUDGET, Enrichment.RELATED],
      slackActions: { target: 'incidents', userGroupId: 'S0ONCALL' },
      canary: {
        team: shop.node.findChild('Team') as Team,
        targets: [slackChannel({ name: 'canary', channelId: 'C0CANARY' })],
        runbookUrl: 'https://runbooks.echarpe.example/incident-response',
      },
    });
    for (const construct of response.node.findAll())
      if (construct instanceof CfnEventSourceMapping) construct.batchSize = 1;
    return response;
  });
}

/** The example estate. */
export function echarpe() {
  return synthesized((app) => estateOf(app).stacks[0]!);
}
