import * as v from 'valibot';
import { ok, rejected, type TargetResult } from '../../lib/model/contracts/target-result';
import { line } from '../../lib/render/text';
import { type Answer, type Call, judge, notUnderstood, send } from './http';
import type { Access } from './target';
import { redacted, withSecrets } from './with-secret';

/** How one vendor's API is called: JSON both ways, credentials from the secret. */
export interface JsonApiProps extends Access {
  /** As people call it, for what is said of failures. */
  readonly vendor: string;
  /** Address that paths are appended to. */
  readonly base: string;
  /** Keys of the secret that each call needs. */
  readonly keys: readonly string[];
  readonly headers: (values: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  /** Where an answer means something else than its status says elsewhere; nothing for all others. */
  readonly exception?: (answer: Answer, said: string, path: string) => TargetResult<never> | undefined;
  /** What the vendor says of a failure, out of its body. */
  readonly message: (body: unknown) => string | undefined;
}

/** One call. What only reads may be repeated; by default that is every GET. */
export interface JsonCall {
  readonly method: Call['method'];
  readonly path: string;
  readonly body?: unknown;
  /** Sent as a form instead, made of the secret's values. */
  readonly form?: (values: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** @default - whether the method is GET */
  readonly reads?: boolean;
}

/** HTTP Basic authentication. */
export function basic(user: string | undefined, password: string | undefined): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}

/** The answer in the shape that is needed, or why there is none. An answer without a body has the body `undefined`. */
export type JsonApi = <T>(call: JsonCall, shape: v.GenericSchema<unknown, T>) => Promise<TargetResult<T>>;

export function jsonApi(props: JsonApiProps): JsonApi {
  const { base, keys, secret, timeoutMs } = props;
  return ({ method, path, body, form, headers = {}, reads = method === 'GET' }, shape) =>
    withSecrets(secret, keys, async (values) => {
      const own = props.headers(values);
      const answer = await send({
        method,
        url: `${base}${path}`,
        headers: { ...own, ...headers },
        ...(body === undefined ? {} : { body }),
        ...(form && { form: form(values) }),
        reads,
        timeoutMs,
      });
      if (answer.outcome !== 'ok') return answer;
      // The credentials in the form in which they travelled: a vendor may repeat those, too.
      const credentials = own.authorization?.split(' ').at(-1) ?? '';
      const said = redacted(line(props.message(answer.value.body) ?? ''), [credentials]) || 'no message';
      return understood(answer.value, said, shape, { path, reads }, props);
    });
}

function understood<T>(
  answer: Answer,
  said: string,
  shape: v.GenericSchema<unknown, T>,
  { path, reads }: { readonly path: string; readonly reads: boolean },
  { vendor, exception }: JsonApiProps,
): TargetResult<T> {
  const refused = exception?.(answer, said, path) ?? judge(answer, reads);
  if (refused?.outcome === 'rejected') return rejected(refused.reason, `${vendor}: ${refused.why}: ${said}`);
  if (refused !== undefined) return refused;
  const parsed = v.safeParse(shape, answer.body);
  return parsed.success
    ? ok(parsed.output)
    : notUnderstood(`${vendor} answered with something else than documented`, reads);
}
