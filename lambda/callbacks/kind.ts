import type { Callback } from '../../lib/model/contracts/callback';
import type { SignedWith } from '../doors/hmac';
import type { DoorRequest } from '../doors/request';

/** How callbacks of one kind of target are checked and read: both by their bytes alone. */
export interface CallbackKind {
  /**
   * Nothing when it cannot be genuine whatever the secret.
   * @param now epoch milliseconds
   */
  signature(request: DoorRequest, now: number): SignedWith | undefined;
  /** What a person did; nothing when it does not concern us. Only of what was signed. */
  read(body: unknown, context: CallbackContext): Heard | undefined;
}

export interface CallbackContext {
  /** Of the target. */
  readonly settings: Readonly<Record<string, string>>;
  readonly request: DoorRequest;
}

export interface Heard extends Pick<Callback, 'object' | 'incident' | 'at' | 'says'> {
  /** Name by which colleagues know who did it. */
  readonly by: string;
  /** What makes two deeds two, where their bodies may be the same. */
  readonly apart?: string;
}
