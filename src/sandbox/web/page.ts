/** What a browser gets to see. */
export type WebReply =
  | { readonly kind: 'page'; readonly status: number; readonly html: string }
  | { readonly kind: 'redirect'; readonly to: string; readonly cookie?: string };

export interface PageOptions {
  readonly title: string;
  /** HTML, escaped where it has to be. */
  readonly body: string;
  readonly status?: number;
}

export function htmlPage({ title, body, status = 200 }: PageOptions): WebReply {
  const html = `<!DOCTYPE html>
<html lang="en">
  <head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
  <body>
    <h1>${escapeHtml(title)}</h1>
${body}
  </body>
</html>
`;
  return { kind: 'page', status, html };
}

export function problemPage(status: number, title: string, problems: readonly string[]): WebReply {
  return htmlPage({ status, title, body: list(problems) });
}

export function notFoundPage(): WebReply {
  return problemPage(404, 'Not Found', []);
}

export function list(texts: readonly string[]): string {
  return `<ul>${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ul>`;
}

export function hidden(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('\n');
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
