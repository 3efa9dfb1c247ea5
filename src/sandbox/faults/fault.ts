import type { Call, CallMatch } from '../call.ts';

export type Fault =
  | { kind: 'status'; status: 500 | 502 }
  /** The call does what it was asked to do, and its caller is told that it failed. */
  | { kind: 'status-after-effect'; status: 502 }
  | { kind: 'secondary-limit'; retryAfter: number }
  | { kind: 'primary-limit' }
  /** Never answered: the connection stays open until the client gives up. `struck` is told when to. */
  | { kind: 'timeout'; struck?: (call: Call) => void }
  | { kind: 'reset' }
  | { kind: 'latency'; ms: number };

export interface FaultRule {
  match: CallMatch;
  fault: Fault;
  /** How many matching calls it strikes; every one by default. */
  times?: number;
  /** How many matching calls pass first. */
  skip?: number;
}

export interface RandomFaults {
  /** The sandbox's seed by default. */
  seed?: number;
  /** In [0, 1], for each call. */
  probability: number;
  kinds: readonly Fault[];
  match?: CallMatch;
}
