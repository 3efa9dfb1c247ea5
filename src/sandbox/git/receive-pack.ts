import type { ReportedUpdate } from './push-report.ts';

/** What a push asks for, in front of its objects: https://git-scm.com/docs/pack-protocol#_reference_update_request_and_packfile_transfer */
export interface PushRequest {
  updates: ReportedUpdate[];
  usesSideBand: boolean;
  /** The objects; empty for a push that only deletes. */
  pack: Buffer;
}

export function readPushRequest(body: Buffer): PushRequest {
  const lines: string[] = [];
  let at = 0;
  for (;;) {
    const length = Number.parseInt(body.toString('latin1', at, at + 4), 16);
    if (!(length >= 4)) break;
    lines.push(body.toString('utf8', at + 4, at + length));
    at += length;
  }
  // Where the clone is shallow, lines that say so come first.
  const [, capabilities = ''] = lines.find((line) => line.includes('\0'))?.split('\0') ?? [];
  return {
    updates: lines.flatMap(readUpdate),
    usesSideBand: capabilities.split(/\s/).includes('side-band-64k'),
    pack: body.subarray(at + 4),
  };
}

function readUpdate(line: string): ReportedUpdate[] {
  const [command = ''] = line.split('\0');
  const [, before, after, ref] = /^([0-9a-f]{40}) ([0-9a-f]{40}) (\S+)/.exec(command) ?? [];
  return before && after && ref ? [{ ref, before, after }] : [];
}

export interface Refusal {
  /** What git shows in brackets behind each ref. */
  reason: string;
  /** What git shows behind `remote:`. */
  lines: readonly string[];
}

/** The answer to a push of which nothing is taken. */
export function declinePush({ updates, usesSideBand }: PushRequest, { reason, lines }: Refusal): Buffer {
  const report = ['unpack ok\n', ...updates.map(({ ref }) => `ng ${ref} ${reason}\n`)];
  const status = Buffer.concat([...report.map((line) => packet(Buffer.from(line))), FLUSH]);
  if (!usesSideBand) return status;
  const said = lines.map((line) => packet(Buffer.from(`\x02${line}\n`)));
  return Buffer.concat([...said, packet(Buffer.concat([Buffer.from('\x01'), status])), FLUSH]);
}

const FLUSH = Buffer.from('0000');

function packet(content: Buffer): Buffer {
  const length = (content.length + 4).toString(16).padStart(4, '0');
  return Buffer.concat([Buffer.from(length), content]);
}
