import { bundleOf } from '../../lib/local/bundle-name';
import { parseDeliveryRequest } from '../../lib/model/contracts/target-config';
import { PAGER } from './pager-side';

/** What an invocation does. */
export interface Work {
  /** What counts for itself: a function, and of `deliver` what it does at the pager. */
  readonly name: string;
  /** Folder of the function's bundle. */
  readonly bundle: string;
  /** What is worked on; where it is no message, each time something else. */
  readonly message: string;
  /** What comes again when the worker dies: the message, or whatever the function does next. */
  readonly line: string;
}

interface QueueEvent {
  readonly Records?: readonly {
    readonly messageId: string;
    readonly body: string;
    readonly attributes: { readonly MessageDeduplicationId?: string };
  }[];
}

let others = 0;

/** @param event of one message at most (`busyEstate`) */
export function workOf(functionName: string, event: unknown): Work {
  const bundle = bundleOf(functionName) ?? functionName;
  const [record] = (event as QueueEvent).Records ?? [];
  if (record === undefined) {
    others += 1;
    return { name: bundle, bundle, message: `${functionName} ${others}`, line: functionName };
  }
  const { messageId: message, body, attributes } = record;
  const name = bundle === 'deliver' && parseDeliveryRequest(body).target === PAGER ? callOf(attributes) : bundle;
  return { name, bundle, message, line: message };
}

/** Whoever tells an end again was asked when it was due, by the first who told it or by the sweeper (lambda/deliver/later.ts, lambda/reconcile/sweep.ts). */
function callOf({ MessageDeduplicationId = '' }: { readonly MessageDeduplicationId?: string }): string {
  return /#(due\d+|end\d+#\d+)$/.test(MessageDeduplicationId) ? 'deliver an end again' : 'deliver a call';
}
