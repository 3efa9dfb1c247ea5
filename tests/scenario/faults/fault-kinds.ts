import type { Reason } from '../../../src/core/reasons.ts';
import type { Fault } from '../../../src/sandbox/index.ts';

/** One way in which a call can go wrong, and the only reason with which a task may then fail. */
export interface FaultKind {
  readonly name: string;
  /** How often in a row the same call is struck: 2 outlasts a second try. */
  readonly times: number;
  readonly reason: Reason;
  /** Gone with the next request: it is made up for, and fails nothing. */
  readonly passes?: true;
}

export interface ApiFault extends FaultKind {
  readonly fault: Fault;
}

const unavailable = { reason: 'github-unavailable', times: 1 } as const;
const limited = { reason: 'rate-limited', times: 1 } as const;

export const API_FAULTS: readonly ApiFault[] = [
  { ...unavailable, name: '500, and again', fault: { kind: 'status', status: 500 }, times: 2 },
  { ...unavailable, name: '502', passes: true, fault: { kind: 'status', status: 502 } },
  {
    ...unavailable,
    name: '502 after the effect',
    passes: true,
    fault: { kind: 'status-after-effect', status: 502 },
  },
  { ...limited, name: 'the hourly limit', fault: { kind: 'primary-limit' } },
  { ...limited, name: 'the secondary limit', fault: { kind: 'secondary-limit', retryAfter: 60 } },
  { ...unavailable, name: 'a time-out', fault: { kind: 'timeout' } },
  { ...unavailable, name: 'a broken connection', passes: true, fault: { kind: 'reset' } },
];

export interface GitFault extends FaultKind {
  readonly fault:
    | { readonly kind: 'status'; readonly status: 403 | 500 | 502 }
    | { readonly kind: 'broken' | 'silent'; readonly afterEffect: boolean };
}

export const GIT_FAULTS: readonly GitFault[] = [
  { name: '403', fault: { kind: 'status', status: 403 }, times: 1, reason: 'permission-missing' },
  { ...unavailable, name: '500', fault: { kind: 'status', status: 500 } },
  { ...unavailable, name: '502', fault: { kind: 'status', status: 502 } },
  { ...unavailable, name: 'a broken connection', fault: { kind: 'broken', afterEffect: false } },
  {
    ...unavailable,
    name: 'a broken connection after the effect',
    fault: { kind: 'broken', afterEffect: true },
  },
  { ...unavailable, name: 'a time-out', fault: { kind: 'silent', afterEffect: false } },
  { ...unavailable, name: 'a time-out after the effect', fault: { kind: 'silent', afterEffect: true } },
];

/** Where git, whose limit is its own, waits for one that does not come: for a second. */
export const LEAST_PATIENT = 1 / 60;
