/**
 * What CloudWatch takes at most. Hidden metrics and expressions count. Sources: CloudWatch user guide, "CloudWatch service quotas"
 * and "Using math expressions with CloudWatch metrics"; for alarms of one widget "Dashboard body structure and syntax".
 */
export const DASHBOARD_LIMITS = { widgets: 500, metrics: 2500, metricsOfWidget: 500, alarmsOfWidget: 100 } as const;

/** What of CloudWatch's limits something uses up. */
export interface Size {
  readonly widgets: number;
  readonly metrics: number;
}

/** A widget as it stands in a dashboard's body; only what counts. */
export interface BodyWidget {
  readonly type: string;
  readonly properties: { readonly metrics?: readonly unknown[]; readonly alarms?: readonly unknown[] };
}

/** Counts alarms as metrics, too: whether CloudWatch does is not documented, and too few on a dashboard does no harm. */
export function sizeOf(widgets: readonly BodyWidget[]): Size {
  const metrics = widgets.map(({ properties }) => (properties.metrics?.length ?? 0) + (properties.alarms?.length ?? 0));
  return { widgets: widgets.length, metrics: metrics.reduce((sum, each) => sum + each, 0) };
}

/**
 * Deals blocks out to dashboards in their order, as many to each as fit beside the head that every dashboard begins with.
 *
 * @returns indexes of the blocks of each dashboard; one empty dashboard when there is no block
 */
export function partsOf(blocks: readonly Size[], head: Size): number[][] {
  const parts: number[][] = [[]];
  let used = head;
  for (const [index, block] of blocks.entries()) {
    const last = parts.at(-1)!;
    if (last.length === 0 || fits(plus(used, block))) {
      last.push(index);
      used = plus(used, block);
    } else {
      parts.push([index]);
      used = plus(head, block);
    }
  }
  return parts;
}

function fits({ widgets, metrics }: Size): boolean {
  return widgets <= DASHBOARD_LIMITS.widgets && metrics <= DASHBOARD_LIMITS.metrics;
}

function plus(a: Size, b: Size): Size {
  return { widgets: a.widgets + b.widgets, metrics: a.metrics + b.metrics };
}
