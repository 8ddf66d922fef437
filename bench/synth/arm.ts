import { App } from 'aws-cdk-lib';

/** What one process says about itself. */
export interface Measured {
  /** User and system time of the whole process, the start of node and loading included. */
  readonly cpuMs: number;
}

/** Runs one arm: `node <arm>.js <number of SLOs> [directory for the assembly]`. Validation is switched by CDK_VALIDATION. */
export function arm(declare: (app: App, slos: number) => void): void {
  const [slos, outdir] = process.argv.slice(2);
  const app = new App({ outdir });
  declare(app, Number(slos));
  app.synth();
  const { user, system } = process.cpuUsage();
  process.stdout.write(JSON.stringify({ cpuMs: (user + system) / 1000 } satisfies Measured));
}
