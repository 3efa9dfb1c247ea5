import type { EngineSettings } from '../core/config/engine-settings.ts';
import { claudeEngine } from './claude/claude-engine.ts';
import { codexEngine } from './codex/codex-engine.ts';
import { commandEngine } from './command/command-engine.ts';
import type { Engine } from './engine.ts';
import { geminiEngine } from './gemini/gemini-engine.ts';

/** Every engine, by the name that the configuration has for it. To add one: a folder, and a line here. */
export const engines = {
  command: commandEngine,
  claude: claudeEngine,
  codex: codexEngine,
  gemini: geminiEngine,
} as const satisfies Readonly<Record<EngineSettings['engine'], Engine>>;
