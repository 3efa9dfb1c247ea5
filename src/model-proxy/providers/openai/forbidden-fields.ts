import type { JsonObject } from '../provider.ts';

/** Fields by which input comes from what OpenAI has stored, whose size nobody sees, or which search by themselves. */
const STORED = ['previous_response_id', 'conversation', 'prompt', 'web_search_options'] as const;

/** Tiers that do not cost more than the list says. */
const TIERS: readonly unknown[] = [undefined, null, 'auto', 'default', 'flex'];

/** The first field that has work go on in the background, input come from elsewhere, or another price apply. */
export function findForbiddenField(body: JsonObject): string | undefined {
  if (body.background !== undefined && body.background !== null && body.background !== false)
    return 'background';
  if (!TIERS.includes(body.service_tier)) return 'service_tier';
  return STORED.find((field) => body[field] !== undefined && body[field] !== null);
}
