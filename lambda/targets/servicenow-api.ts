import * as v from 'valibot';
import { rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { clientCredentials } from './client-credentials';
import type { Answer } from './http';
import { type JsonApi, type JsonCall, jsonApi } from './json-api';
import type { TargetDependencies } from './target';

export interface ServiceNowApiProps extends Pick<TargetDependencies, 'secret' | 'timeoutMs'> {
  /** Of the instance. */
  readonly apiUrl: string;
  /** Client credentials instead of user and password. */
  readonly isOauth: boolean;
}

const VENDOR = 'ServiceNow';

/**
 * The Table API. A success without `result`, or with an `error` beside it (a transaction that was cancelled half-way), is an instance that
 * hibernates or is overloaded: nothing that one may rely on.
 */
export function serviceNowApi(props: ServiceNowApiProps): JsonApi {
  const call = props.isOauth ? withToken(props) : withPassword(props);
  return (request, result) => call(request, resultOf(result));
}

function resultOf<T>(result: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T> {
  return v.pipe(
    v.object({ result, error: v.optional(v.never()) }),
    v.transform((answer) => answer.result),
  ) as v.GenericSchema<unknown, T>;
}

function common({ apiUrl, timeoutMs }: ServiceNowApiProps) {
  return { vendor: VENDOR, base: `${apiUrl}/api/now/v2/table`, timeoutMs, exception, message };
}

function withPassword(props: ServiceNowApiProps): JsonApi {
  const headers = ({ user, password }: Readonly<Record<string, string>>) => ({
    authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
  });
  return jsonApi({ ...common(props), secret: props.secret, keys: ['user', 'password'], headers });
}

/** The token is to a call what a secret's value is: after a 401 another is asked for, once. */
function withToken(props: ServiceNowApiProps): JsonApi {
  const { apiUrl, secret, timeoutMs } = props;
  const token = clientCredentials({ url: `${apiUrl}/oauth_token.do`, vendor: VENDOR, secret, timeoutMs });
  return async <T>(request: JsonCall, shape: v.GenericSchema<unknown, T>): Promise<TargetResult<T>> => {
    const first = await token();
    if (first.outcome !== 'ok') return first;
    const tokenValue = async (fresh = false) => {
      const next = fresh ? await token(true) : first;
      return { token: next.outcome === 'ok' ? next.value : first.value };
    };
    const headers = (values: Readonly<Record<string, string>>) => ({ authorization: `Bearer ${values.token}` });
    return jsonApi({ ...common(props), secret: tokenValue, keys: ['token'], headers })(request, shape);
  };
}

/** 403 is what rules of the instance say, too, and no other password helps against those. */
function exception({ status }: Answer, said: string): TargetResult<never> | undefined {
  const isRule = status === 403 && /data policy|mandatory|business rule/i.test(said);
  return isRule ? rejected('clientError', `HTTP ${status}`) : undefined;
}

const failure = v.object({
  error: v.object({ message: v.optional(v.string(), ''), detail: v.nullish(v.string(), '') }),
});

function message(body: unknown): string | undefined {
  const parsed = v.safeParse(failure, body);
  if (!parsed.success) return undefined;
  const { message: said, detail } = parsed.output.error;
  return [said, detail].filter(Boolean).join(': ');
}
