/**
 * Metrics that the response stack publishes about itself, in the namespace `metricsNamespace(stage)`. Constructs alarm on them, functions
 * emit them, and both take the names from here.
 */
export const METRICS = {
  /** Calls of a target, by target, outcome and reason. */
  deliveries: 'Deliveries',
  /** Seconds from the signal to its confirmation at a target. */
  deliverySeconds: 'DeliverySeconds',
  /** Targets that are not called at the moment because they failed too often. */
  openBreakers: 'OpenBreakers',
  /** 1 while deliveries are switched off. */
  deliveriesOff: 'DeliveriesOff',
  /** Canaries sent, and those that every target had confirmed in time. */
  canariesTotal: 'CanariesTotal',
  canariesGood: 'CanariesGood',
} as const;

export type MetricName = (typeof METRICS)[keyof typeof METRICS];
