/** An engine that asks a model, as people know it, and what is suggested for it. */
export interface ModelEngineFacts {
  readonly title: string;
  /** Whose key it takes, and the secret that usually holds it. */
  readonly provider: string;
  readonly secret: string;
  readonly model: string;
  /** The version that our tests run. */
  readonly version: string;
}

export const MODEL_ENGINES = {
  claude: {
    title: 'Claude Code',
    provider: 'Anthropic',
    secret: 'ANTHROPIC_API_KEY',
    model: 'claude-opus-4-8',
    version: '2.1.332',
  },
  codex: {
    title: 'Codex CLI',
    provider: 'OpenAI',
    secret: 'OPENAI_API_KEY',
    model: 'gpt-5.5',
    version: '0.171.0',
  },
  gemini: {
    title: 'Gemini CLI',
    provider: 'Google',
    secret: 'GEMINI_API_KEY',
    model: 'gemini-3.1-pro-preview',
    version: '0.61.0',
  },
} as const satisfies Readonly<Record<string, ModelEngineFacts>>;

export type ModelEngineName = keyof typeof MODEL_ENGINES;
