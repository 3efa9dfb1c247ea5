import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';

/** Events in one write, as they come when a model is faster than the network. */
const AT_ONCE = 64;

const start = {
  type: 'message_start',
  message: { usage: { input_tokens: 40_000, cache_read_input_tokens: 0, output_tokens: 1 } },
};
const delta = {
  type: 'content_block_delta',
  index: 0,
  delta: { type: 'text_delta', text: 'It reads the file and sorts its lines by date. ' },
};
const end = [
  { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 100 } },
  { type: 'message_stop' },
];
const eventOf = (event: { readonly type: string }): string =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
const deltas = eventOf(delta).repeat(AT_ONCE);

// A model's server in a thread of its own. The header `x-app` says how many writes of events an answer has.
const server = createServer((request, response) => {
  request.resume().once('end', () => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(eventOf(start));
    let left = Number(request.headers['x-app'] ?? 0);
    const stream = (): void => {
      while (left > 0) {
        left -= 1;
        if (!response.write(deltas)) return void response.once('drain', stream);
      }
      response.end(end.map(eventOf).join(''));
    };
    stream();
  });
}).listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port));
