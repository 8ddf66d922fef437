import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { echarpe } from '../examples/echarpe/estate';

/**
 * The example estate: what cdk.json runs, deployable as it is. Without an account it is environment-agnostic. The context `ticket` names
 * another ticket system than GitHub.
 */
const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
echarpe(app, { ticket: app.node.tryGetContext('ticket') });
app.synth();
