import type { Answer } from '../http/answer.ts';

interface PageOptions {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly forms?: readonly Form[];
  readonly status?: number;
}

interface Form {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly button: string;
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  // No scripts and no frames. Referrers stay as they are: a form without one has the origin `null`, which servers refuse.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** A page of the set-up. Everything is text. */
export function renderPage({ title, paragraphs, forms = [], status = 200 }: PageOptions): Answer {
  const body = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body>
<h1>${escapeHtml(title)}</h1>
${paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')}
${forms.map(renderForm).join('\n')}
</body>
</html>
`;
  return { status, body, headers: HEADERS };
}

function renderForm({ action, fields, button }: Form): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return `<form action="${escapeHtml(action)}" method="post">${inputs.join('')}
<button type="submit">${escapeHtml(button)}</button></form>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
