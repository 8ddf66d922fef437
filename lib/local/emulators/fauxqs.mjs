import { startFauxqs } from 'fauxqs';

// SQS and SNS. Usage: fauxqs.mjs <region>
const { address } = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false, defaultRegion: process.argv[2] });
process.send({ ready: { url: address } });
