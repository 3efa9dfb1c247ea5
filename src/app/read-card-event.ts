import * as z from 'zod';
import type { Reason } from '../core/reasons.ts';
import type { Option } from '../core/resolve-states.ts';

/** The webhooks of GitHub Projects that can mean that an item entered a stage, in Probot's notation. */
export const CARD_EVENTS = [
  'projects_v2_item.edited',
  'projects_v2_item.created',
  'projects_v2_item.restored',
  'projects_v2_item.converted',
] as const;

/** Something happened to a card of an organization's project. What it shows, and where it is now, is to be read. */
export interface CardEvent {
  readonly organization: string;
  /** Node ids. */
  readonly project: string;
  readonly card: string;
  /** Of the project, where the payload says it. */
  readonly number: number | undefined;
  /** The field that was edited. */
  readonly field: { readonly id: string | undefined; readonly name: string | undefined } | undefined;
  /** What the field was set to, where the payload says it. */
  readonly to: Option | undefined;
}

export type CardEventReading =
  | { readonly kind: 'card'; readonly event: CardEvent }
  | { readonly kind: 'skip'; readonly reason: Reason; readonly detail: string; readonly subject: string }
  | { readonly kind: 'invalid'; readonly detail: string };

const optionSchema = z.object({ id: z.string(), name: z.string() });

const payloadSchema = z.object({
  action: z.string(),
  installation: z.object({ id: z.int().positive() }),
  organization: z.object({ login: z.string().min(1) }),
  projects_v2_item: z.object({
    node_id: z.string().min(1),
    project_node_id: z.string().min(1),
    content_type: z.string(),
  }),
  changes: z
    .object({
      field_value: z
        .object({
          field_node_id: z.string().optional(),
          field_name: z.string().optional(),
          field_type: z.string(),
          project_number: z.int().optional(),
          // A field of another kind has a value of another form.
          to: optionSchema.optional().catch(undefined),
        })
        .optional(),
    })
    .optional(),
});

/** Turns a webhook's payload into an event. Nothing behind this function sees the raw payload. */
export function readCardEvent(payload: unknown): CardEventReading {
  const parsed = payloadSchema.safeParse(payload);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return { kind: 'invalid', detail: problems.slice(0, 5).join('; ') };
  }
  const { action, organization, projects_v2_item: item, changes } = parsed.data;
  const subject = item.node_id;
  if (item.content_type === 'DraftIssue') {
    return { kind: 'skip', reason: 'draft-card', detail: 'only issues are items', subject };
  }
  if (item.content_type !== 'Issue') {
    return { kind: 'skip', reason: 'not-an-issue', detail: `the card is a ${item.content_type}`, subject };
  }
  const edited = changes?.field_value;
  if (action === 'edited' && edited?.field_type !== 'single_select') {
    return { kind: 'skip', reason: 'no-trigger', detail: 'what was edited is no state', subject };
  }
  return {
    kind: 'card',
    event: {
      organization: organization.login,
      project: item.project_node_id,
      card: item.node_id,
      number: edited?.project_number,
      field: edited && { id: edited.field_node_id, name: edited.field_name },
      to: edited?.to,
    },
  };
}
