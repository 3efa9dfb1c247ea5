import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendAuditEntry, openAuditFile, readToolCalls } from '../../../src/agents/run/audit-file.ts';
import { createRunAudit, restoreUse } from '../../../src/agents/run/run-audit.ts';
import type { ModelUse } from '../../../src/core/engine-use.ts';

const models = (calls: number): ModelUse => ({
  model: 'claude-opus-4-8',
  calls,
  tokens: { input: calls, output: 0, cacheRead: 0, cacheWrite: 0 },
  nanoDollars: calls * 100,
  unpricedTokens: 0,
  estimatedCalls: 0,
});

function auditWorld() {
  let time = 0;
  let saved = '';
  const written: unknown[] = [];
  const audit = createRunAudit({
    now: () => new Date(time),
    saveUse: (use) => {
      saved = use;
    },
    write: (entry) => void written.push(entry),
  });
  const pass = (milliseconds: number): void => {
    time += milliseconds;
  };
  return { audit, pass, saved: () => saved, written };
}

describe('the audit of a run', () => {
  it('knows of no use before an engine has started, and then the time of all turns and the calls so far', () => {
    const { audit, pass } = auditWorld();
    expect(audit.use()).toBeUndefined();
    let calls = 1;
    const end = audit.turnStarts({ engine: 'claude', models: () => models(calls) });
    pass(1_000);
    expect(audit.use()).toEqual({ milliseconds: 1_000, models: models(1) });
    end();
    pass(5_000);
    const endAgain = audit.turnStarts({ engine: 'claude', models: () => models(calls) });
    pass(2_000);
    endAgain();
    calls = 4;
    expect(audit.use()).toEqual({ milliseconds: 3_000, models: models(4) });
  });

  it('leaves word after each call of a model, so that the use of a run that is killed can be told', () => {
    const { audit, pass, saved } = auditWorld();
    let calls = 0;
    audit.turnStarts({ engine: 'claude', models: () => models(calls) });
    pass(1_000);
    calls = 3;
    audit.modelCallEnds({ kind: 'answered', status: 200, isWhole: true });
    expect(restoreUse(saved(), new Date(4_000))).toEqual({ milliseconds: 4_000, models: models(3) });
  });

  it('restores nothing from what it did not save', () => {
    const now = new Date(0);
    expect(restoreUse('', now)).toBeUndefined();
    expect(restoreUse('{', now)).toBeUndefined();
    const hostile = { milliseconds: 1, models: { ...models(1), model: '[x](https://evil.example)' } };
    expect(restoreUse(JSON.stringify(hostile), now)).toBeUndefined();
  });

  it('writes down turns, calls of models and of tools, and the end', () => {
    const { audit, written } = auditWorld();
    const call = { tool: 'finish', arguments: '{}', outcome: 'answered', milliseconds: 1 };
    const end = audit.turnStarts({ engine: 'command' });
    audit.modelCallEnds({ kind: 'abandoned' });
    audit.toolCalled(call);
    end();
    audit.runEnds({ outcome: 'failed', reason: 'engine-failed' });
    expect(written).toEqual([
      { kind: 'turn', engine: 'command' },
      { kind: 'model-call', end: { kind: 'abandoned' } },
      { kind: 'tool-call', ...call },
      { kind: 'end', outcome: 'failed', reason: 'engine-failed', took: { minutes: 0 } },
    ]);
  });

  it('writes down no end of a run without an engine, and no endless list of calls that cost nothing', () => {
    const { audit, written } = auditWorld();
    audit.runEnds({ outcome: 'noop', reason: 'at-capacity' });
    expect(written).toEqual([]);
    for (let count = 0; count < 6_000; count += 1) audit.modelCallEnds({ kind: 'abandoned' });
    expect(written).toHaveLength(5_000);
  });
});

describe('the file of an audit record', () => {
  const now = () => new Date('2026-12-01T12:00:00Z');
  const secrets = new Set<string>();
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-'));
    path = join(folder, 'audit.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = (onFailure: (error: Error) => void = () => undefined) => {
    let starts = 0;
    const write = openAuditFile({
      path,
      head: { kind: 'run', agent: 'implementation', item: 'acme/web#538', url: 'https://run' },
      now,
      secrets: () => secrets,
      onStart: () => {
        starts += 1;
      },
      onFailure,
    });
    return { write, starts: () => starts };
  };

  it('begins with the run at its first entry, which it tells once, and is for its owner alone', async () => {
    const { write, starts } = open();
    expect(starts()).toBe(0);
    write({ kind: 'turn', engine: 'command' });
    write({ kind: 'turn', engine: 'command' });
    expect(starts()).toBe(1);
    expect((await readFile(path, 'utf8')).split('\n')).toEqual([
      '{"at":"2026-12-01T12:00:00.000Z","kind":"run","agent":"implementation","item":"acme/web#538","url":"https://run"}',
      '{"at":"2026-12-01T12:00:00.000Z","kind":"turn","engine":"command"}',
      '{"at":"2026-12-01T12:00:00.000Z","kind":"turn","engine":"command"}',
      '',
    ]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('holds no secret that the run knows by then', async () => {
    const { write } = open();
    secrets.add('a"secret');
    const detail = 'the engine asks with a"secret';
    write({ kind: 'model-call', end: { kind: 'refused', reason: 'model-call-refused', detail } });
    expect(await readFile(path, 'utf8')).toContain('the engine asks with ***');
  });

  it('that cannot be written is told once', () => {
    path = join(folder, 'gone', 'audit.jsonl');
    const failures: string[] = [];
    const { write, starts } = open(({ message }) => failures.push(message));
    write({ kind: 'turn', engine: 'command' });
    write({ kind: 'turn', engine: 'command' });
    expect(failures).toEqual([expect.stringContaining('ENOENT')]);
    expect(starts()).toBe(0);
  });

  it('gives back the tool calls, and nothing of what somebody else wrote into it', async () => {
    const call = { tool: 'finish', arguments: '{}', outcome: 'failed', reason: 'internal-error' } as const;
    appendAuditEntry(path, { kind: 'tool-call', ...call, milliseconds: 3 }, now(), []);
    await writeFile(path, 'no JSON\n{"kind":"tool-call","tool":1}\n', { flag: 'a' });
    appendAuditEntry(path, { kind: 'turn', engine: 'command' }, now(), []);
    expect(readToolCalls(path)).toEqual([call]);
    expect(readToolCalls('')).toEqual([]);
  });
});
