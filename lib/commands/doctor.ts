import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoTable } from '../../lambda/ledger/dynamo-table';
import type { DoctorDocument } from '../model/contracts/documents';
import { parseTargetParameter } from '../model/contracts/target-parameter';
import { deliveriesAreOn } from '../model/delivery/switch';
import { deliveriesParameterName, targetParameterName } from '../model/names';
import { awsFault } from './aws-fault';
import { type Checkup, checkup, unknownTarget } from './checkup';
import { checkStage, parameterValue, responseOf } from './response-of';
import { ledgerSymptoms } from './target-history';
import { UsageError } from './usage-error';

export { doctorInWords } from '../render/doctor';

export interface DoctorOptions {
  readonly stage: string;
  /** @default - every target of the stage */
  readonly target?: string;
}

/** IAM actions that it takes. */
const ACTIONS = ['ssm:GetParameter', 'secretsmanager:GetSecretValue', 'dynamodb:Query'];

// The SDK would warn that its releases of 2027 want a newer Node.js; ours are pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/**
 * Looks at the targets of a stage and at what became of deliveries there: what is wrong, and what to do about it. It changes nothing,
 * neither in AWS nor at a target.
 *
 * @throws UsageError for an unknown stage or target, or when AWS does not let us
 */
export async function doctor({ stage, target }: DoctorOptions): Promise<DoctorDocument> {
  checkStage(stage);
  try {
    const response = await responseOf(stage);
    const names = response.targets.map(({ name }) => name).filter((name) => target === undefined || name === target);
    if (names.length === 0) {
      const known = response.targets.map(({ name }) => name).join(', ');
      throw new UsageError(`--target: got "${target}", allowed are the targets of stage ${stage}: ${known}`);
    }
    const table = new DynamoTable(new DynamoDBClient(), response.table);
    const [{ value: switched }, checkups, history] = await Promise.all([
      parameterValue(deliveriesParameterName(stage)),
      Promise.all(names.map((name) => lookAt(stage, name))),
      ledgerSymptoms(table, stage, names, Date.now()),
    ]);
    const findings = checkups.flatMap(({ name, kind, symptoms }) =>
      [...symptoms, ...(history.get(name) ?? [])].map((symptom) => ({ target: name, kind, ...symptom })),
    );
    const deliveries = deliveriesAreOn(switched) ? 'on' : 'off';
    return {
      version: 1,
      ok: deliveries === 'on' && findings.every(({ level }) => level !== 'error'),
      stage,
      deliveries,
      targets: checkups.map(({ name, kind, examined }) => ({ name, kind, examined })),
      findings,
    };
  } catch (error) {
    throw awsFault(error, ACTIONS) ?? error;
  }
}

async function lookAt(stage: string, name: string): Promise<Checkup> {
  const { value } = await parameterValue(targetParameterName(stage, name));
  const described = value === undefined ? undefined : parseTargetParameter(value);
  return described === undefined
    ? unknownTarget(name, targetParameterName(stage, name))
    : checkup(described, Date.now());
}
