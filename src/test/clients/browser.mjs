// Runs a headless browser until the end of standard input; tells where it listens. Names other than 127.0.0.1 are not resolved.
import {once} from 'node:events';
import {chromium} from 'playwright-core';

const server = await chromium.launchServer({
  host: '127.0.0.1',
  executablePath: process.argv[2],
  args: ['--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});
console.log(`browser ${server.wsEndpoint()}`);
await once(process.stdin.resume(), 'end');
await server.close();
