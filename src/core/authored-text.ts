/** Markdown without its code and HTML comments, which say nothing on behalf of the author: templates are full of both. */
export function authoredText(markdown: string): string {
  return markdown
    .replace(/```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)/g, '\n')
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ');
}
