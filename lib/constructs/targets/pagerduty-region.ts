/** Where PagerDuty keeps an account: it shows in the address of its pages. */
export class PagerDutyRegion {
  /** United States: `https://<account>.pagerduty.com`. */
  static readonly US = new PagerDutyRegion('https://events.pagerduty.com');
  /** Europe: `https://<account>.eu.pagerduty.com`. */
  static readonly EU = new PagerDutyRegion('https://events.eu.pagerduty.com');

  private constructor(
    /** Address of the Events API. */
    readonly eventsUrl: string,
  ) {}
}
