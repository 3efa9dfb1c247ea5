import * as z from 'zod';
import rest from '../openapi/rest.json' with { type: 'json' };
import type { Permissions } from '../state/app.ts';
import type { Access } from '../state/user.ts';

/** https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest#github-app-manifest-parameters */
export interface Manifest {
  readonly name: string | undefined;
  readonly url: string;
  readonly hookUrl: string | undefined;
  readonly redirectUrl: string;
  readonly public: boolean;
  readonly events: readonly string[];
  readonly permissions: Permissions;
}

export type ParsedManifest =
  | { readonly kind: 'valid'; readonly manifest: Manifest }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

const known: Readonly<Record<string, { readonly enum: readonly string[] }>> = {
  ...rest.components.schemas['app-permissions'].properties,
  // The description of the operations on variables names it; the list of permissions does not.
  actions_variables: { enum: ['read', 'write'] },
};

/**
 * What an App has to be granted before it may listen to an event, each by itself. Events that the sandbox does not send are
 * not here, and are refused.
 */
const EVENT_NEEDS: Readonly<Record<string, readonly string[]>> = {
  issues: ['issues'],
  issue_comment: ['issues', 'pull_requests'],
  label: ['metadata'],
  projects_v2_item: ['organization_projects'],
  pull_request: ['pull_requests'],
  push: ['contents'],
  workflow_job: ['actions'],
  workflow_run: ['actions'],
};

const address = z.url({ protocol: /^https?$/, error: 'is no address' });

const permissionsSchema = z
  .record(z.string(), z.string())
  .default({})
  .superRefine((permissions, context) => {
    for (const [name, access] of Object.entries(permissions)) {
      if (known[name]?.enum.includes(access)) continue;
      context.addIssue({ code: 'custom', message: `there is no permission ${name}: ${access}` });
    }
  })
  .transform((permissions) => permissions as Record<string, Access>);

/** `setup_url`, `callback_urls` and what goes with them are not stood in for, and so are refused. */
const manifestSchema = z
  .strictObject({
    name: z.string().min(1).max(34).optional(),
    description: z.string().optional(),
    url: address,
    hook_attributes: z.strictObject({ url: address, active: z.boolean().default(true) }).optional(),
    redirect_url: address,
    public: z.boolean().default(false),
    default_events: z.array(z.string()).default([]),
    default_permissions: permissionsSchema,
    // Not documented; Probot sends it.
    version: z.literal('v1').optional(),
  })
  .superRefine(({ default_events: events, default_permissions: permissions }, context) => {
    for (const event of events) {
      const needs = EVENT_NEEDS[event];
      if (needs?.some((permission) => permission === 'metadata' || permission in permissions)) continue;
      const why = needs ? `they need ${needs.join(' or ')}` : 'the sandbox does not send them';
      context.addIssue({ code: 'custom', message: `Default events unsupported: ${event} (${why})` });
    }
  });

export function parseManifest(text: string): ParsedManifest {
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => [...path, message].join(': '));
    return { kind: 'invalid', problems };
  }
  const { data } = parsed;
  return {
    kind: 'valid',
    manifest: {
      name: data.name,
      url: data.url,
      hookUrl: data.hook_attributes?.active === true ? data.hook_attributes.url : undefined,
      redirectUrl: data.redirect_url,
      public: data.public,
      events: data.default_events,
      permissions: data.default_permissions,
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
