import { SSMClient } from '@aws-sdk/client-ssm';
import { Hash } from '@smithy/hash-node';
import { SignatureV4 } from '@smithy/signature-v4';
import { ok, rejected, retryLater, type TargetResult } from '../../lib/model/contracts/target-result';
import { line } from '../../lib/render/text';
import { type Answer, type Call, judge, send } from './http';
import { worded } from './with-secret';

export interface AwsApiProps {
  /** As people call it, for what is said of failures. */
  readonly vendor: string;
  readonly service: 'sns' | 'ssm';
  /** @default - that of the environment */
  readonly region?: string;
  /** Where the service is. @default - its endpoint in the region */
  readonly apiUrl?: string | undefined;
  readonly timeoutMs: number;
  /** Code and message of a failure, out of the body of its answer. */
  readonly said: (body: unknown) => readonly (string | undefined)[];
  /** What the service's own codes mean, where their status does not tell; `answer`: no failure at all. Nothing for all others. */
  readonly exception?: (code: string, why: string) => TargetResult<never> | 'answer' | undefined;
}

type AwsCall = Pick<Call, 'headers' | 'body' | 'form' | 'isText' | 'reads'>;

const SOON_SECONDS = 5;

/** Most come with status 400. Sources: "Common error types" in the API references of SNS and Systems Manager; SNS, Publish, for keys. */
const TOO_FAST = /Throttl|RequestLimit|TooMany/;
const NOT_ALLOWED =
  /Authorization|AccessDenied|NotAuth|OptIn|Unrecognized|TokenId|AuthenticationToken|Security|ExpiredToken|Signature|Credentials|^KMS/;

/**
 * Calls of AWS by its HTTP protocols. The SDK finds credentials and endpoints and signs; its clients and what they know of each operation
 * would be larger than our targets.
 */
export function awsApi(props: AwsApiProps): (call: AwsCall) => Promise<TargetResult<Answer>> {
  const { vendor, service, timeoutMs } = props;
  // Any client finds credentials and renews them, and knows the domains of all partitions.
  const { config } = new SSMClient({ ...(props.region && { region: props.region }) });
  const { credentials, region } = config;
  const signer = new SignatureV4({ service, region, credentials, sha256: Hash.bind(null, 'sha256') });
  const address = async () => {
    const { url } = config.endpointProvider({ Region: await region() });
    return new URL(props.apiUrl ?? url.href.replace('ssm', service));
  };

  return async ({ headers, ...call }) => {
    let signed: Readonly<Record<string, string>>;
    let url: string;
    try {
      const { href, host, hostname, protocol } = await address();
      const body = call.form ? new URLSearchParams(call.form).toString() : JSON.stringify(call.body);
      const request = { method: 'POST', protocol, hostname, path: '/', headers: { ...headers, host }, body };
      signed = (await signer.sign(request)).headers;
      url = href;
    } catch (error) {
      return rejected('auth', `${vendor}: no credentials or region of AWS: ${(error as Error).name}`);
    }
    const { host: _, ...sent } = signed;
    const answer = await send({ ...call, method: 'POST', url, headers: sent, timeoutMs });
    return answer.outcome === 'ok' ? understood(answer.value, signed, call.reads, props) : answer;
  };
}

function understood(
  answer: Answer,
  signed: Readonly<Record<string, string>>,
  reads: boolean,
  { vendor, said, exception }: AwsApiProps,
): TargetResult<Answer> {
  if (answer.status < 300) return ok(answer);
  const [code = 'no code', message = 'no message'] = said(answer.body).map((text) => text && line(text));
  // Refused signatures are explained with all that was signed, the session's token included.
  const secrets = [signed.authorization!, signed['x-amz-security-token'] ?? ''];
  const why = worded(`${vendor}: HTTP ${answer.status}: ${code}: ${message}`, secrets);
  if (TOO_FAST.test(code)) return retryLater(SOON_SECONDS, 'rateLimited', why);
  const meant = exception?.(code, why);
  if (meant !== undefined) return meant === 'answer' ? ok(answer) : meant;
  if (NOT_ALLOWED.test(code)) return rejected('auth', why);
  return { ...judge(answer, reads)!, why } as TargetResult<never>;
}
