// What no verb can do without: read every template of an assembly and parse it.
const { readdirSync, readFileSync } = require('node:fs');

const [, , directory] = process.argv;
for (const file of readdirSync(directory)) {
  if (file.endsWith('.json')) JSON.parse(readFileSync(`${directory}/${file}`, 'utf8'));
}
