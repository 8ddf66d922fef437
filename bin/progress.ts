import { type Progress, progressBar } from '../lib/render/progress';

/** Tells how far the work is, on standard error, where a person watches: at a terminal. */
export function watch(progress: Progress): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${progressBar(progress)}`);
}

export function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
