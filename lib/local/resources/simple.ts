import { arnOf } from '../deployment';
import type { ResourceKind } from './kind';

/** Types that are little more than a name. */

export const parameter: ResourceKind = {
  type: 'AWS::SSM::Parameter',
  physical(resource, { deployment }) {
    const name =
      deployment.resolve<string | undefined>(resource, resource.properties.Name) ?? deployment.generatedName(resource);
    return { '': name };
  },
  create(resource, { deployment, services }) {
    const name = deployment.resolve<string>(resource, { Ref: resource.logicalId });
    services.parameters.set(name, deployment.resolve<string>(resource, resource.properties.Value));
  },
};

export const secret: ResourceKind = {
  type: 'AWS::SecretsManager::Secret',
  physical(resource, { deployment }) {
    const name =
      deployment.resolve<string | undefined>(resource, resource.properties.Name) ?? deployment.generatedName(resource);
    const arn = arnOf('secretsmanager', `secret:${name}`);
    return { '': arn, Id: arn };
  },
  create(resource, { deployment, services }) {
    const arn = deployment.resolve<string>(resource, { Ref: resource.logicalId });
    services.secrets.set(
      arn,
      deployment.resolve<string | undefined>(resource, resource.properties.SecretString) ?? '{}',
    );
  },
};

export const topic: ResourceKind = {
  type: 'AWS::SNS::Topic',
  physical(resource, { deployment }) {
    const name =
      deployment.resolve<string | undefined>(resource, resource.properties.TopicName) ??
      deployment.generatedName(resource);
    return { '': arnOf('sns', name), TopicArn: arnOf('sns', name), TopicName: name };
  },
  create: () => undefined,
};
