// The floor of the work: `node sum.js <history>...` reads the same files and adds up both columns, byte by byte, believing everything.
import '../../../lib/simulate';
import './read';
import { readFileSync } from 'node:fs';
import { report } from './measured';

const [COMMA, NEWLINE, ZERO] = [44, 10, 48];

function sumsOf(bytes: Uint8Array): number[] {
  const sums = [0, 0, 0];
  let column = 0;
  let value = 0;
  for (let at = bytes.indexOf(NEWLINE) + 1; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte === COMMA || byte === NEWLINE) {
      sums[column]! += value;
      value = 0;
      column = byte === COMMA ? column + 1 : 0;
    } else if (column > 0) value = 10 * value + byte - ZERO;
  }
  return sums.slice(1);
}

report(process.argv.slice(2).map((file) => sumsOf(readFileSync(file))));
