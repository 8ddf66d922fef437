import { Shop } from './server';

/** The shop as a process of its own: `node --import tsx examples/echarpe/shop/serve.ts [port]`. */
async function main(): Promise<void> {
  const shop = await Shop.start(Number(process.argv[2] ?? 0));
  if (process.send) process.send({ url: shop.url });
  else console.log(`Echarpe listens on ${shop.url}`);
  const stop = () => void shop.stop().then(() => process.exit(0));
  process.on('SIGTERM', stop).on('SIGINT', stop).on('disconnect', stop);
}

main().catch((error: Error) => {
  console.error(`shop: cannot start: ${error.message}`);
  process.exit(2);
});
