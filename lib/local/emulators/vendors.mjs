import { createServer } from 'node:net';
import { createEmulator } from 'emulate';

// Slack and GitHub. Usage: vendors.mjs <JSON: { channels: [name], repositories: ["owner/name"] }>
const { channels, repositories } = JSON.parse(process.argv[2]);
const owners = [...new Set(repositories.map((repository) => repository.split('/')[0]))];

const slack = await createEmulator({
  service: 'slack',
  port: await freePort(),
  seed: { slack: { team: { name: 'cdk-slo' }, channels: channels.map((name) => ({ name, topic: 'incidents' })) } },
});
const github = await createEmulator({
  service: 'github',
  port: await freePort(),
  seed: {
    github: {
      users: owners.map((login) => ({ login })),
      repos: repositories.map((repository) => ({
        owner: repository.split('/')[0],
        name: repository.split('/')[1],
        auto_init: true,
      })),
    },
  },
});
process.send({ ready: { slack: slack.url, github: github.url } });

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
