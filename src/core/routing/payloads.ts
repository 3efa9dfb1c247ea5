import * as z from 'zod';

/** Only the fields that are needed, tolerant of all others. */
export const envelopeSchema = z.object({
  repository: z.object({
    id: z.int(),
    name: z.string().min(1),
    owner: z.object({ login: z.string().min(1) }),
    default_branch: z.string().min(1),
  }),
});

export const pullRequestClosedSchema = envelopeSchema.extend({
  pull_request: z.object({
    number: z.int().positive(),
    html_url: z.string(),
    merged: z.boolean(),
    body: z.string().nullable(),
    // Absent for an account that is gone.
    user: z.object({ type: z.string().optional() }).nullish(),
    // The repository is null once a fork has been deleted.
    head: z.object({ ref: z.string(), repo: z.object({ id: z.int() }).nullable() }),
    base: z.object({ ref: z.string() }),
  }),
});

const label = z.object({ name: z.string() });

export const issueRelabeledSchema = envelopeSchema.extend({
  issue: z.object({
    number: z.int().positive(),
    pull_request: z.unknown().optional(),
    labels: z.array(label),
  }),
  // Absent if the label was deleted in the meantime.
  label: label.optional(),
});

export const workflowRunCompletedSchema = envelopeSchema.extend({
  workflow_run: z.object({
    id: z.int(),
    event: z.string(),
    path: z.string(),
    display_title: z.string(),
    conclusion: z.string().nullable(),
  }),
});

const paths = z.array(z.string()).default([]);

export const pushSchema = envelopeSchema.extend({
  ref: z.string(),
  forced: z.boolean(),
  commits: z.array(z.object({ added: paths, modified: paths, removed: paths })),
});
