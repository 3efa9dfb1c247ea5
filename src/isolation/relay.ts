import { chmod } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

/**
 * Behind a wall without a network nothing listens on loopback, where the engine looks for its model and its tools. There a
 * relay listens on the same ports, and passes each connection on to a socket in a folder that the engine can see.
 */
export interface Relay extends AsyncDisposable {
  /** Ports that programs can reach. */
  readonly ports: readonly number[];
  allow(port: number): Promise<void>;
}

/** @param folder seen behind the wall, and not writable there. */
export function createRelay(folder: string): Relay {
  const ports: number[] = [];
  const servers: Server[] = [];
  const open = new Set<Socket>();
  return {
    ports,
    allow: async (port) => {
      const path = join(folder, `${port}.sock`);
      const server = createServer({ allowHalfOpen: true }, (from) => {
        const to = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
        from.pipe(to).pipe(from);
        from.on('error', () => to.destroy());
        to.on('error', () => from.destroy());
        open.add(from);
        from.once('close', () => open.delete(from));
      });
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(path, resolve);
      });
      // The engine is another user. Who asks through it still needs the key, or the bearer.
      await chmod(path, 0o666);
      servers.push(server);
      ports.push(port);
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** The other side, run by Node behind the wall. Arguments: the folder, then the ports. Says `ready` when it listens on all. */
export const relayProgram = `
const net = require('node:net');
const [folder, ...ports] = process.argv.slice(1);
const listening = ports.map((port) => new Promise((resolve, reject) => {
  const server = net.createServer({ allowHalfOpen: true }, (from) => {
    const to = net.connect({ path: folder + '/' + port + '.sock', allowHalfOpen: true });
    from.pipe(to).pipe(from);
    from.on('error', () => to.destroy());
    to.on('error', () => from.destroy());
  });
  server.on('error', reject).listen(Number(port), '127.0.0.1', resolve);
}));
Promise.all(listening).then(() => console.log('ready'));
`;
