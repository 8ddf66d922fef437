import { Aspects, type Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { RequireOwners, RequireSloDetails, SloDetail } from '../../lib';
import { DatabasePromises } from './database-promises';
import { Journeys } from './journeys';
import { MailPromises } from './mail-promises';
import { Response } from './response';
import { ShopPromises } from './shop-promises';
import { StorefrontPromises } from './storefront-promises';
import { SupportPromises } from './support-promises';
import { WarehousePromises } from './warehouse-promises';

/** How the estate differs from what it is. */
export interface EstateOptions {
  /**
   * Whether the worker that sends mail sends traces.
   * @default true
   */
  readonly mailTraced?: boolean;
  /**
   * Ticket system that it is shown with, as in tickets.ts.
   * @default - GitHub
   */
  readonly ticket?: string | undefined;
}

/** The whole estate of Echarpe, deployable as it is. */
export function echarpe(
  scope: Construct,
  { mailTraced, ticket }: EstateOptions = {},
): { readonly stacks: readonly Stack[] } {
  const response = new Response(scope, 'EcharpeResponse', {
    description: 'Who hears when Echarpe breaks a promise',
    ticket,
  });
  const database = new DatabasePromises(scope, 'EcharpeDatabasePromises', {
    description: 'What the services that share a database are promised',
  });
  const needsOrders = { dependsOn: [database.service] };
  const promises = new ShopPromises(scope, 'EcharpeShopPromises', {
    description: 'What Echarpe promises its customers',
    ...needsOrders,
  });
  promises.addStackDependency(response, 'the backup pager names an alarm of the response, which must exist first');
  const storefront = new StorefrontPromises(scope, 'EcharpeStorefrontPromises', {
    description: 'What visitors are promised',
    dependsOn: [promises.service, database.service],
  });
  const others = [
    storefront,
    new MailPromises(scope, 'EcharpeMailPromises', {
      description: 'What is promised of mail',
      ...needsOrders,
      ...(mailTraced === undefined ? {} : { traced: mailTraced }),
    }),
    new SupportPromises(scope, 'EcharpeSupportPromises', {
      description: 'What the support desk promises',
      ...needsOrders,
    }),
    new WarehousePromises(scope, 'EcharpeWarehousePromises', {
      description: 'What the warehouse is promised',
      ...needsOrders,
    }),
    database,
  ];
  const journeys = new Journeys(scope, 'EcharpeJourneys', {
    description: 'What customers come for',
    shop: promises.service,
    storefront: storefront.service,
  });
  const stacks = [promises, response, ...others, journeys];
  // What Echarpe wants of every SLO, beyond what each must say.
  for (const stack of stacks) {
    Aspects.of(stack).add(new RequireOwners());
  }
  for (const stack of [promises, ...others]) {
    Aspects.of(stack).add(RequireSloDetails.warn(SloDetail.AGREED_BY, SloDetail.EXPLANATION, SloDetail.WAYS_OUT));
  }
  return { stacks };
}
