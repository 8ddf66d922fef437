export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
  readonly seconds: number;

  constructor(ms: number) {
    super(`no answer within ${ms / 1000} s`);
    this.seconds = ms / 1000;
  }
}

/**
 * What the work comes to, if it does so in time. The signal ends what the SDK is doing; the SDK's pause between two tries does not
 * hear it, and is not waited for.
 *
 * @throws DeadlineExceeded
 */
export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DeadlineExceeded(ms));
      controller.abort();
    }, ms);
  });
  try {
    return await Promise.race([work(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
