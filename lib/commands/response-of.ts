import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { parseResponseParameter, type ResponseParameter } from '../model/contracts/response';
import { responseParameterName, stageFault } from '../model/names';
import { UsageError } from './usage-error';

/** @throws UsageError for a stage that nothing can be called */
export function checkStage(stage: string): void {
  const fault = stageFault(stage);
  if (fault !== undefined) throw new UsageError(`--${fault}`);
}

/**
 * What the response stack of a stage says of itself: the way to its ledger and queues.
 * @throws UsageError where none is deployed, or one of another version
 */
export async function responseOf(stage: string): Promise<ResponseParameter> {
  const name = responseParameterName(stage);
  const { value, region } = await parameterValue(name);
  if (value === undefined) {
    const allowed = 'allowed are stages whose response stack is deployed in this account and region';
    throw new UsageError(`--stage: got "${stage}", which has no parameter ${name} in ${region}; ${allowed}`);
  }
  const response = parseResponseParameter(value);
  if (response !== undefined) return response;
  throw new UsageError(
    `parameter ${name}: got one of another version, allowed is version 1 with table and queue; deploy the response stack again`,
  );
}

/** A parameter of the account, nothing where there is none; and the region in which it was looked for. */
export async function parameterValue(name: string): Promise<{ value: string | undefined; region: string }> {
  const ssm = new SSMClient();
  const value = await ssm.send(new GetParameterCommand({ Name: name })).then(
    ({ Parameter }) => Parameter?.Value,
    (error: Error) => {
      if (error.name !== 'ParameterNotFound') throw error;
      return undefined;
    },
  );
  return { value, region: await ssm.config.region() };
}
