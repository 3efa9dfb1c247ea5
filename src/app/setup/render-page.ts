import { createHash } from 'node:crypto';
import type { HttpAnswer } from '../http/answer-request.ts';
import { STYLE } from './page-style.ts';

interface PageOptions {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** An address or a command, on a line of its own. */
  readonly code?: string;
  /** What to do if something above is not right. */
  readonly note?: string;
  readonly forms?: readonly Form[];
  readonly status?: number;
}

/** A choice between several is a card each. */
interface Form {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly title: string;
  readonly text: string;
  readonly button: string;
}

const styleHash = createHash('sha256').update(STYLE).digest('base64');

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  // No scripts, no frames, and no style but this one. Referrers stay as they are: a form without one has the origin
  // `null`, which servers refuse.
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; frame-ancestors 'none'`,
};

/** A page of the set-up. Everything is text. */
export function renderPage({
  title,
  paragraphs,
  code,
  note,
  forms = [],
  status = 200,
}: PageOptions): HttpAnswer {
  const parts = [
    ...paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`),
    ...(code === undefined ? [] : [`<pre>${escapeHtml(code)}</pre>`]),
    ...(note === undefined ? [] : [`<p class="note">${escapeHtml(note)}</p>`]),
    ...(forms.length > 0 ? [`<div class="cards">${forms.map(renderForm).join('\n')}</div>`] : []),
  ];
  const body = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main>
<p class="name">Interlock</p>
<h1>${escapeHtml(title)}</h1>
${parts.join('\n')}
</main></body>
</html>
`;
  return { status, body, headers: HEADERS };
}

function renderForm({ action, fields, title, text, button }: Form): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return `<form action="${escapeHtml(action)}" method="post">${inputs.join('')}
<h2>${escapeHtml(title)}</h2>
<p>${escapeHtml(text)}</p>
<button type="submit">${escapeHtml(button)}</button></form>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
