import type { IncomingMessage } from 'node:http';
import type { Call } from '../call.ts';
import type { Fault } from '../faults/fault.ts';
import type { Steering } from '../faults/steering.ts';
import type { Reply } from '../rest/route.ts';
import type { World } from '../state/world.ts';

export interface Passage {
  world: World;
  steering: Steering;
  request: IncomingMessage;
  call: Call;
  /** What the API does for the call. */
  perform(): Promise<Reply>;
  /** How the API says that the hourly limit is reached. */
  overLimit(): Reply;
  answer(reply: Reply): void;
}

/** The way of every call: through barriers and faults to its effect, which is one step, and to its answer. */
export async function passCall(passage: Passage): Promise<void> {
  const { world, steering, request, call, perform, overLimit, answer } = passage;
  await steering.pass(call, 'before', () => world.changed());
  const fault = steering.draw(call);
  if (fault?.kind === 'latency') await new Promise((resolve) => setTimeout(resolve, fault.ms));
  if (fault?.kind === 'timeout' || fault?.kind === 'reset') {
    if (fault.kind === 'reset') request.socket.destroy();
    world.changed();
    return;
  }
  const reply = faultReply(fault, overLimit) ?? (await world.exclusive(perform));
  await steering.pass(call, 'after', () => world.changed());
  answer(fault?.kind === 'status-after-effect' ? failure(fault.status) : reply);
}

function faultReply(fault: Fault | undefined, overLimit: Passage['overLimit']): Reply | undefined {
  switch (fault?.kind) {
    case 'status':
      return failure(fault.status);
    case 'secondary-limit':
      return {
        status: 403,
        headers: { 'retry-after': String(fault.retryAfter) },
        body: {
          message:
            'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
          documentation_url:
            'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
        },
      };
    case 'primary-limit': {
      const { status, body } = overLimit();
      return { status, headers: { 'x-ratelimit-remaining': '0' }, body };
    }
    default:
      return undefined;
  }
}

function failure(status: 500 | 502): Reply {
  return { status, body: { message: status === 502 ? 'Server Error' : 'Internal Server Error' } };
}
