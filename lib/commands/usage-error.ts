/** Wrong usage, unreadable input or an environment that does not allow it: exit code 2. The message is all the user sees. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const EXIT = { fine: 0, no: 1, usage: 2, interrupted: 130 } as const;
