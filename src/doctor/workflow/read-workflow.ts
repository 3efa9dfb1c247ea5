import { parse } from 'yaml';
import * as z from 'zod';
import { type Workflow, workflowSchema } from './workflow.ts';

export type ReadWorkflow =
  | { readonly kind: 'valid'; readonly workflow: Workflow; readonly text: string }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

/**
 * GitHub itself takes any scalar for the default of an input, such as `default: 'true'` of a boolean; only the parser, which
 * is made for editors, compares its YAML type with that of the input.
 */
const OF_EDITORS = /while reading 'input default'/;

/** Reads a workflow file: GitHub's own parser says whether it is one, and YAML says what is in it. */
export async function readWorkflow(path: string, text: string): Promise<ReadWorkflow> {
  const {
    convertWorkflowTemplate,
    NoOperationTraceWriter,
    parseWorkflow: parseTemplate,
  } = await import('@actions/workflow-parser');
  const { context, value } = parseTemplate({ name: path, content: text }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  const problems = context.errors
    .getErrors()
    .map(({ message }) => message.split('\n')[0] ?? message)
    .filter((message) => !OF_EDITORS.test(message));
  if (!value || problems.length > 0) return { kind: 'invalid', problems };
  // Not the parser's own values: made for editors, it keeps the line breaks of folded texts around expressions.
  const read = workflowSchema.safeParse(parse(text));
  return read.success
    ? { kind: 'valid', workflow: read.data, text }
    : { kind: 'invalid', problems: [z.prettifyError(read.error)] };
}
