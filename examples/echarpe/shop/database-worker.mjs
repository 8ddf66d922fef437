import { parentPort } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

// PostgreSQL, embedded, in a thread of its own: a long query blocks whoever runs it, and that must not be the HTTP server.
// It has one connection, so statements run one after the other, in the order in which they were asked for.
const database = await PGlite.create();

await database.exec(`
  CREATE TABLE stock (sku text PRIMARY KEY, left_over integer NOT NULL CHECK (left_over >= 0));
  INSERT INTO stock SELECT 'scarf-' || n, 1000000 FROM generate_series(1, 40) AS n;
  CREATE TABLE orders (id bigserial PRIMARY KEY, sku text NOT NULL REFERENCES stock, placed_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE previews (id bigserial PRIMARY KEY, words text NOT NULL, width real NOT NULL, slant real NOT NULL);
  CREATE INDEX previews_by_words ON previews (words);
`);

const PLACE_ORDER = `
  WITH taken AS (UPDATE stock SET left_over = left_over - 1 WHERE sku = $1 AND left_over > 0 RETURNING sku)
  INSERT INTO orders (sku) SELECT sku FROM taken RETURNING id`;

// The most typical of all earlier layouts of the same words. Every preview of the words is compared with every other one:
// nobody notices while people write different words, and everybody does when thousands preview the same team's name.
const TYPICAL_LAYOUT = `
  WITH added AS (INSERT INTO previews (words, width, slant) VALUES ($1, $2, $3) RETURNING width, slant)
  SELECT a.width, a.slant
  FROM previews a JOIN previews b ON a.words = b.words
  WHERE a.words = $1
  GROUP BY a.id ORDER BY sum(abs(a.width - b.width) + abs(a.slant - b.slant)) LIMIT 1`;

const statements = {
  placeOrder: async ({ sku }) => (await database.query(PLACE_ORDER, [sku])).rows[0] ?? null,
  typicalLayout: async ({ words, width, slant }) =>
    (await database.query(TYPICAL_LAYOUT, [words, width, slant])).rows[0] ?? null,
};

parentPort.on('message', async ({ id, name, input }) => {
  try {
    parentPort.postMessage({ id, result: await statements[name](input) });
  } catch (error) {
    parentPort.postMessage({ id, error: error.message });
  }
});
parentPort.postMessage({ ready: true });
