import { register } from 'node:module';

// fauxqs imports node:sqlite, which it needs for persistence only and which Node.js has from 22.5 on. Persistence stays off here.
const stub = `data:text/javascript,${encodeURIComponent(
  'export class DatabaseSync { constructor() { throw new Error("persistence needs Node.js 22.5 or newer"); } }',
)}`;
const hook = `export async function resolve(specifier, context, next) {
  return specifier === 'node:sqlite' ? { url: ${JSON.stringify(stub)}, shortCircuit: true } : next(specifier, context);
}`;
if (Number(process.versions.node.split('.')[0]) < 23) register(`data:text/javascript,${encodeURIComponent(hook)}`);
