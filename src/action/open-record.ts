import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as core from '@actions/core';
import { type AuditEntry, openAuditFile } from '../agents/run/audit-file.ts';
import { createRunAudit, type RunAudit } from '../agents/run/run-audit.ts';
import type { RunSurroundings } from '../agents/run/surroundings.ts';
import { formatItemId } from '../core/item-id.ts';
import type { Warning } from '../core/reasons.ts';
import { auditUnwritable, auditWritten } from '../core/text/audit.ts';
import type { TaskInputs } from './parse-inputs.ts';

interface RecordOptions {
  readonly surroundings: Pick<RunSurroundings, 'temporaryDirectory' | 'runUrl'>;
  readonly inputs: TaskInputs;
  readonly now: () => Date;
  /** All that was masked so far. */
  readonly secrets: ReadonlySet<string>;
  readonly warn: (warning: Warning) => void;
}

/** The audit of a run, and its file. When the first engine starts, the output `audit` gets the path of that file. */
export function openRecord({ surroundings, inputs, now, secrets, warn }: RecordOptions): RunAudit {
  const path = join(surroundings.temporaryDirectory, `interlock-audit-${randomUUID()}.jsonl`);
  const write = openAuditFile({
    path,
    head: headOf(inputs, surroundings.runUrl),
    now,
    secrets: () => secrets,
    onStart: () => {
      core.setOutput('audit', path);
      core.saveState('audit', path);
      core.info(auditWritten(path));
    },
    onFailure: ({ message }) => warn({ reason: 'runner-failed', message: auditUnwritable(message) }),
  });
  return createRunAudit({ now, saveUse: (use) => core.saveState('use', use), write });
}

function headOf(inputs: TaskInputs, url: string): AuditEntry {
  const { agent, item } = inputs.task === 'run' ? inputs : { agent: inputs.task, item: undefined };
  return { kind: 'run', agent, ...(item && { item: formatItemId(item) }), url };
}
