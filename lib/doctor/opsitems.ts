import * as v from 'valibot';
import { opsItemsSettings } from '../../lambda/targets/opsitems';
import { opsItemsApi } from '../../lambda/targets/opsitems-api';
import { ofIncident } from '../../lambda/targets/opsitems-item';
import type { Failure } from '../model/contracts/target-result';
import type { Examiner, Symptom } from './examiner';

/** No incident has it. */
const NOBODY = 'inc-0';

const ACTIONS = ['CreateOpsItem', 'GetOpsItem', 'UpdateOpsItem', 'DescribeOpsItems'].map((name) => `ssm:${name}`);
const OWN_CREDENTIALS =
  'it was asked with the credentials of this shell, and the role of the function deliver may do other things than they; ask IAM about that role: ' +
  `aws iam simulate-principal-policy --policy-source-arn <ARN of the role> --action-names ${ACTIONS.join(' ')}`;

/** OpsCenter has no credentials of its own: it is asked with those of whoever asks. */
export const examineOpsItems: Examiner = async ({ config, timeoutMs }) => {
  let endpoint: string | undefined;
  try {
    endpoint = opsItemsSettings(config.settings).apiUrl;
  } catch (error) {
    return [settingsWrong((error as Error).message)];
  }
  const input = { OpsItemFilters: [ofIncident(NOBODY)], MaxResults: 1 };
  const list = v.object({ OpsItemSummaries: v.array(v.unknown()) });
  const listed = await opsItemsApi(endpoint, timeoutMs)('DescribeOpsItems', input, list);
  return listed.outcome === 'ok' ? [] : [symptomOf(listed)];
};

function settingsWrong(message: string): Symptom {
  return error('settings-wrong', message, 'correct what opsItems() is given in the app, and deploy');
}

function symptomOf({ reason, why }: Failure): Symptom {
  if (reason === 'auth')
    return error(
      'permission-missing',
      `OpsCenter: got credentials that may not list OpsItems (${why}), allowed are those with ssm:DescribeOpsItems`,
      `sign in with a role that may, and try again; ${OWN_CREDENTIALS}`,
    );
  if (reason === 'clientError')
    return error(
      'look-up-refused',
      `OpsCenter: got a refusal of the look-up of an incident (${why}), allowed is a list`,
      'report it to cdk-slo: OpsItems are created, but one whose creation was interrupted is not found again',
    );
  return error(
    'unreachable',
    `OpsCenter: got no answer (${why}), allowed is a list of OpsItems`,
    `look at AWS_REGION (the region of the stack) and the network of this shell, and try again; ${OWN_CREDENTIALS}`,
  );
}

function error(id: string, message: string, remedy: string): Symptom {
  return { id, level: 'error', message, remedy };
}
