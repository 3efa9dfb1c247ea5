import type { Identities } from './identities.ts';
import type { LateRequest, Process, World } from './world.ts';

/** Names a world by its content. */
export function keyOf(world: World, identities: Identities): string {
  const { now, jumps, ledger, formerLedger, faults, processes, late } = world;
  return [
    now,
    jumps,
    faults,
    ledger.head,
    identities.of(ledger.state),
    identities.of(formerLedger && formerLedger.state),
    identities.of(world.cells),
    identities.of(world.runs),
    identities.of(world.branches),
    identities.of(world.pullRequests),
    identities.of(world.webhooks),
    identities.of(world.person),
    identities.of(world.stopped),
    identities.of(world.accepted),
    identities.of(world.bills),
    ...processes.map((process) => `p${identities.of(process, () => write(process))}`),
    ...late.map((request) => `l${identities.of(request, () => writeLate(request, identities))}`),
  ].join();
}

function write({ scene, ...process }: Process): string {
  return JSON.stringify([scene.number, { ...process, spec: undefined }]);
}

function writeLate(request: LateRequest, identities: Identities): string {
  if (request.kind === 'send') return JSON.stringify(request);
  const { by, ...rest } = request;
  return JSON.stringify([rest, identities.of(by, () => write(by))]);
}
