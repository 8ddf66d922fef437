import { LOCAL_ENVIRONMENT } from './ports';

/** Nobody checks them here. */
export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Environment in which the AWS SDK takes this computer for AWS; addresses of DynamoDB, SQS and everything else. */
export function functionEnvironment(dynamodb: string, sqs: string, others: string): Readonly<Record<string, string>> {
  return {
    AWS_REGION: LOCAL_ENVIRONMENT.region,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_SQS: sqs,
    AWS_ENDPOINT_URL_SSM: others,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: others,
    AWS_ENDPOINT_URL_CLOUDWATCH: others,
    AWS_ENDPOINT_URL_APPLICATION_SIGNALS: others,
    AWS_ENDPOINT_URL_XRAY: others,
  };
}
