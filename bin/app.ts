import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { Response } from '../examples/echarpe/response';
import { ShopPromises } from '../examples/echarpe/shop-promises';

/** The example estate: what cdk.json runs, deployable as it is. Without an account it is environment-agnostic. */
const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
new ShopPromises(app, 'EcharpeShopPromises', { description: 'What Echarpe promises its customers' });
new Response(app, 'EcharpeResponse', { description: 'Who hears when Echarpe breaks a promise' });
app.synth();
