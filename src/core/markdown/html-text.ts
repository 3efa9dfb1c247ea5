/** Of these the contents are code, or are struck out. */
const HIDDEN = ['code', 'pre', 'kbd', 'samp', 'del', 's', 'strike', 'script', 'style', 'textarea'] as const;

/** These begin a line of their own. */
export const BREAKING: ReadonlySet<string> = new Set(
  'address blockquote br dd details div dl dt h1 h2 h3 h4 h5 h6 hr li ol p summary table tr ul'.split(' '),
);

const CONTENTS = new RegExp(`<(${HIDDEN.join('|')})(?=[\\s>])[^<>]*>[\\s\\S]*?(?:</\\1\\s*>|$)`, 'gi');
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const DECLARATION = /<[!?][^<>]*>/g;
const TAG = /<\/?([a-z][a-z\d-]*)[^<>]*>/gi;
const ENTITY = /&#?\w{1,31};/g;

export function isHidden(tag: string): boolean {
  return HIDDEN.some((one) => one === tag);
}

/** The paragraphs that a block of HTML shows. Markdown in it is none, and what an entity stands for does not matter. */
export function htmlText(html: string): readonly string[] {
  const text = html
    .replace(COMMENT, ' ')
    .replace(CONTENTS, ' ')
    .replace(TAG, (_, tag: string) => (BREAKING.has(tag.toLowerCase()) ? '\n\n' : ' '))
    .replace(DECLARATION, ' ')
    .replace(ENTITY, ' ');
  return text
    .split(/\n[^\S\n]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}
