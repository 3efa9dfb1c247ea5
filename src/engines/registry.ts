import { claudeEngine } from './claude/claude-engine.ts';
import { codexEngine } from './codex/codex-engine.ts';
import { commandEngine } from './command/command-engine.ts';
import type { Engine } from './engine.ts';

/** Every engine, by the name that the configuration has for it. To add one: a folder, and a line here. */
export const engines = {
  command: commandEngine,
  claude: claudeEngine,
  codex: codexEngine,
} as const satisfies Readonly<Record<string, Engine>>;
