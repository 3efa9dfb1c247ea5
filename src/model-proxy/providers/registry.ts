import type { ProviderName } from '../model-access.ts';
import { anthropic } from './anthropic/anthropic.ts';
import { gemini } from './gemini/gemini.ts';
import { openai } from './openai/openai.ts';
import type { ModelProvider } from './provider.ts';

/** One line a provider; everything else about it is in its folder. */
export const providers: Readonly<Record<ProviderName, ModelProvider>> = { anthropic, openai, gemini };
