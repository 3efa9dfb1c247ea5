import { connect } from 'node:net';

interface Flood {
  readonly port: number;
  /** How many requests in all, and how many at a time. */
  readonly requests: number;
  readonly connections: number;
  /** Head and body of one request over HTTP/1.1, kept alive. */
  readonly request: Buffer;
}

/**
 * Sends the same request over and over on kept-alive connections and returns how many were answered in a second.
 * Written on sockets, because Node's own client would take more of the processor than the servers it measures.
 * Throws unless every answer is 200.
 */
export async function flood({ port, requests, connections, request }: Flood): Promise<number> {
  let left = requests;
  const started = performance.now();
  const takeOne = () => {
    left -= 1;
    return left >= 0;
  };
  await Promise.all(Array.from({ length: connections }, () => pump(port, request, takeOne)));
  return requests / ((performance.now() - started) / 1000);
}

/** One connection with one request under way at a time, until there is none left to take. */
function pump(port: number, request: Buffer, takeOne: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    let received = '';
    const next = () => {
      if (takeOne()) socket.write(request);
      else socket.end(resolve);
    };
    socket.once('connect', next);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the server closed the connection')));
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const end = lengthOfAnswer(received);
      if (end === undefined || received.length < end) return;
      if (!received.startsWith('HTTP/1.1 200')) {
        reject(new Error(`expected 200, got ${received.slice(0, 500)}`));
        socket.destroy();
        return;
      }
      received = received.slice(end);
      next();
    });
  });
}

/** Of head and body together, once the head is complete. */
function lengthOfAnswer(received: string): number | undefined {
  const head = received.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const fields = received.slice(0, head);
  const length = /\r\ncontent-length: (\d+)/i.exec(fields)?.[1];
  if (length !== undefined) return head + 4 + Number(length);
  if (!/\r\ntransfer-encoding: chunked/i.test(fields)) return head + 4;
  const last = received.indexOf('0\r\n\r\n', head);
  return last < 0 ? undefined : last + 5;
}
