import { PullError } from './error';

/** AWS says that it cannot answer now, in an answer that the SDK takes for a good one. */
export class Busy extends Error {
  override readonly name = 'Busy';
}

/** What is waited for after the SDK has given up, which takes it a few seconds each time. [ours] */
const WAITS_SECONDS = [5, 10, 20, 40, 60];
const WAITED_MINUTES = Math.floor(WAITS_SECONDS.reduce((sum, wait) => sum + wait) / 60);

/** As the services name it. Source: the SDK's own list of throttling errors, as far as these services use it. */
const THROTTLING =
  /^(Throttling|ThrottlingException|ThrottledException|RequestLimitExceeded|TooManyRequestsException|LimitExceeded\w*)$/;

/** Waits for AWS while it is asked too often, for a bounded time. */
export class Patience {
  readonly #pause: (milliseconds: number) => Promise<void>;

  /** @param pause resolves after that time; it may throw when the user has enough */
  constructor(pause: (milliseconds: number) => Promise<void>) {
    this.#pause = pause;
  }

  /**
   * Asks until there is an answer.
   *
   * @throws PullError when AWS cannot answer for too long, and every other error of the question at once
   */
  async ask<T>(question: () => Promise<T>): Promise<T> {
    for (const seconds of WAITS_SECONDS) {
      try {
        return await question();
      } catch (error) {
        if (!mayPass(error)) throw error;
        await this.#pause(seconds * 1000);
      }
    }
    try {
      return await question();
    } catch (error) {
      if (!mayPass(error)) throw error;
      throw new PullError(
        `AWS: got "${(error as Error).message}" again and again for more than ${WAITED_MINUTES} minutes, ` +
          'allowed are calls at the rate that the quotas of the account leave; try again later',
      );
    }
  }
}

function mayPass(error: unknown): boolean {
  return error instanceof Busy || (error instanceof Error && THROTTLING.test(error.name));
}
