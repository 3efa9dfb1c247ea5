/** What GitHub does not take as a text. REST shows all of it, GraphQL the message. */
export interface TextProblem {
  resource: string;
  field: string;
  code: string;
  message?: string;
}

const TITLE = 256;
const BODY = 65_536;
const LABEL = 50;
const DESCRIPTION = 100;

interface Texts {
  title?: string | null | undefined;
  body?: string | null | undefined;
}

/** Of an issue or a pull request. A field that is left out is not looked at. */
export function issueTextProblems(
  { title, body }: Texts,
  resource: 'Issue' | 'PullRequest' = 'Issue',
): TextProblem[] {
  const isMissing = typeof title === 'string' && title.trim() === '';
  return [
    ...(isMissing ? [{ resource, code: 'missing_field', field: 'title' }] : []),
    ...tooLong(resource, 'title', title, TITLE),
    ...tooLong(resource, 'body', body, BODY),
  ];
}

/** REST has a shape of its own for these: https://github.com/reg-viz/reg-actions/issues/123 */
export function commentTextProblems(body: string): TextProblem[] {
  const fault =
    body.trim() === ''
      ? 'Body cannot be blank'
      : lengthOf(body) > BODY
        ? capital(sayTooLong('body', BODY))
        : undefined;
  if (fault === undefined) return [];
  return [{ resource: 'IssueComment', code: 'unprocessable', field: 'data', message: fault }];
}

export function commitCommentTextProblems(body: string): TextProblem[] {
  const isMissing = body.trim() === '';
  return isMissing
    ? [{ resource: 'CommitComment', code: 'missing_field', field: 'body' }]
    : tooLong('CommitComment', 'body', body, BODY);
}

export function reviewTextProblems(body: string | undefined): TextProblem[] {
  return tooLong('PullRequestReview', 'body', body, BODY);
}

export function labelTextProblems({
  name,
  color,
  description,
}: {
  name?: string | undefined;
  color?: string | undefined;
  description?: string | null | undefined;
}): TextProblem[] {
  const resource = 'Label';
  const isMissing = name !== undefined && name.trim() === '';
  const isOdd = color !== undefined && !/^[0-9a-f]{6}$/i.test(color);
  return [
    ...(isMissing ? [{ resource, code: 'missing_field', field: 'name' }] : []),
    ...(isOdd ? [{ resource, code: 'invalid', field: 'color' }] : []),
    ...tooLong(resource, 'name', name, LABEL),
    ...tooLong(resource, 'description', description, DESCRIPTION),
  ];
}

/** As GraphQL words it. */
export function sayProblem({ field, message }: TextProblem): string {
  return message === undefined ? `${capital(field)} can't be blank` : capital(message);
}

function tooLong(
  resource: string,
  field: string,
  text: string | null | undefined,
  most: number,
): TextProblem[] {
  if (typeof text !== 'string' || lengthOf(text) <= most) return [];
  return [{ resource, code: 'custom', field, message: sayTooLong(field, most) }];
}

function sayTooLong(field: string, most: number): string {
  return `${field} is too long (maximum is ${most} characters)`;
}

/** GitHub counts characters, and not UTF-16's units. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
