import * as v from 'valibot';
import { rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { clientCredentialsApi } from './client-credentials';
import type { Answer } from './http';
import { basic, type JsonApi, jsonApi } from './json-api';
import type { Access } from './target';

export interface ServiceNowApiProps extends Access {
  /** Of the instance. */
  readonly apiUrl: string;
  /** Client credentials instead of user and password. */
  readonly isOauth: boolean;
}

type Values = Readonly<Record<string, string>>;

const VENDOR = 'ServiceNow';

/**
 * The Table API. A success without `result`, or with an `error` beside it (a transaction that was cancelled half-way), comes from an
 * instance that hibernates or is overloaded, and is nothing to rely on.
 */
export function serviceNowApi({ apiUrl, isOauth, ...access }: ServiceNowApiProps): JsonApi {
  const common = { ...access, vendor: VENDOR, base: `${apiUrl}/api/now/v2/table`, exception, message };
  const call = isOauth
    ? clientCredentialsApi({ ...common, tokenUrl: `${apiUrl}/oauth_token.do` })
    : jsonApi({ ...common, keys: ['user', 'password'], headers: ({ user, password }) => basic(user, password) });
  return (request, result) => call(request, resultOf(result));
}

function resultOf<T>(result: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T> {
  return v.pipe(
    v.object({ result, error: v.optional(v.never()) }),
    v.transform((answer) => answer.result),
  ) as v.GenericSchema<unknown, T>;
}

/** 403 is what rules of the instance say, too, and no other password helps against those. */
function exception({ status }: Answer, said: string): TargetResult<never> | undefined {
  const isRule = status === 403 && /data policy|mandatory|business rule/i.test(said);
  return isRule ? rejected('clientError', `HTTP ${status}`) : undefined;
}

function message(body: unknown): string {
  const { message: said, detail } = (body as { error?: Values | null } | null | undefined)?.error ?? {};
  return [said, detail].filter((text) => typeof text === 'string' && text !== '').join(': ');
}
