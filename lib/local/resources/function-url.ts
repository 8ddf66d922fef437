import { functionOf } from './function-version';
import type { ResourceKind } from './kind';

interface UrlProperties {
  readonly TargetFunctionArn: string;
  readonly AuthType: string;
}

/** Function URLs that anybody may call: callers sign nothing here, so one that asks for IAM's signature is not served. */
export const functionUrl: ResourceKind = {
  type: 'AWS::Lambda::Url',
  order: 2,
  physical(resource, { deployment, functionUrls }) {
    const { TargetFunctionArn } = deployment.resolve<UrlProperties>(resource, resource.properties);
    return {
      '': TargetFunctionArn,
      FunctionArn: TargetFunctionArn,
      FunctionUrl: functionUrls.urlOf(resource.logicalId),
    };
  },
  isSupported(resource, { deployment, functions }) {
    const { TargetFunctionArn, AuthType } = deployment.resolve<UrlProperties>(resource, resource.properties);
    return AuthType === 'NONE' && functionOf(TargetFunctionArn, functions) !== undefined;
  },
  create(resource, { deployment, functions, functionUrls }) {
    const { TargetFunctionArn } = deployment.resolve<UrlProperties>(resource, resource.properties);
    functionUrls.open(resource.logicalId, functionOf(TargetFunctionArn, functions)!.name);
  },
};
