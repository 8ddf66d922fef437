/** What one process says about itself. */
export interface Measured<Answer> {
  /** User and system time of all its threads, the start of node and loading included. */
  readonly cpuMs: number;
  /** The most memory that it held at once, in MB of 1,000,000 bytes. */
  readonly peakMb: number;
  readonly answer: Answer;
}

/** The last thing that an arm does. */
export function report<Answer>(answer: Answer): void {
  const { user, system } = process.cpuUsage();
  // In KiB, says Node's documentation of `resourceUsage`.
  const peakMb = (process.resourceUsage().maxRSS * 1024) / 1e6;
  const measured: Measured<Answer> = { cpuMs: (user + system) / 1000, peakMb, answer };
  process.stdout.write(JSON.stringify(measured));
}
