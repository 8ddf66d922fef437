import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Journey, JourneyRule, type Service, Team } from '../../lib';

export interface JourneysProps extends StackProps {
  readonly shop: Service;
  readonly storefront: Service;
}

/** What customers come for, across the services that make it possible. */
export class Journeys extends Stack {
  constructor(scope: Construct, id: string, { shop, storefront, ...props }: JourneysProps) {
    super(scope, id, props);
    const team = new Team(this, 'Team', {
      teamName: 'online sales',
      contact: 'sales@echarpe.example',
      businessStakeholder: 'Head of online sales',
    });
    new Journey(this, 'BuyAScarf', {
      team,
      journeyName: 'buy-a-scarf',
      promise: 'You can buy a scarf.',
      rule: JourneyRule.anyOf(JourneyRule.broken(shop), JourneyRule.broken(storefront)),
    });
  }
}
