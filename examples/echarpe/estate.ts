import type { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Response } from './response';
import { ShopPromises } from './shop-promises';

/** The whole estate of Echarpe, deployable as it is. */
export function echarpe(scope: Construct): { readonly promises: Stack; readonly response: Stack } {
  const response = new Response(scope, 'EcharpeResponse', { description: 'Who hears when Echarpe breaks a promise' });
  const promises = new ShopPromises(scope, 'EcharpeShopPromises', {
    description: 'What Echarpe promises its customers',
  });
  promises.addStackDependency(response, 'the backup pager names an alarm of the response, which must exist first');
  return { promises, response };
}
