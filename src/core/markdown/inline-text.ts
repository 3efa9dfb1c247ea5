import { BREAKING, isHidden } from './html-text.ts';

/** As much as is read of what the parser finds inside a paragraph. */
export interface InlineToken {
  readonly type: string;
  readonly content: string;
  readonly info: string;
  attrGet(name: string): string | null;
}

/** How a link is read: its text, and where it leads. */
export type RenderLink = (text: string, destination: string) => string;

/** Stands for what is no text: a word on one side of it does not touch the other side. */
export const GAP = '\uFFFC';

/** The text inside a paragraph. Code, images and what is struck out leave a gap. */
export function inlineText(tokens: readonly InlineToken[], renderLink: RenderLink): string {
  /** The texts around an open link, outermost first, and where the link leads. */
  const around: { readonly text: string; readonly destination: string; readonly isAutomatic: boolean }[] = [];
  /** What hides the text up to its end. */
  const hidden: string[] = [];
  let text = '';
  const add = (more: string): void => {
    if (hidden.length === 0) text += more;
  };
  for (const token of tokens) {
    switch (token.type) {
      case 'text':
      case 'text_special':
        add(token.content);
        break;
      case 'softbreak':
      case 'hardbreak':
        add('\n');
        break;
      case 'code_inline':
      case 'image':
        add(GAP);
        break;
      case 's_open':
        add(GAP);
        hidden.push('~~');
        break;
      case 's_close':
        remove(hidden, '~~');
        break;
      case 'link_open':
        around.push({
          text,
          destination: token.attrGet('href') ?? '',
          isAutomatic: token.info === 'auto',
        });
        text = '';
        break;
      case 'link_close': {
        const link = around.pop();
        if (!link) break;
        const rendered = link.isAutomatic ? ` ${text} ` : renderLink(text, link.destination);
        text = hidden.length === 0 ? link.text + rendered : link.text;
        break;
      }
      case 'html_inline':
        readTag(token.content);
        break;
    }
  }
  return text;

  function readTag(html: string): void {
    const [, slash, name = ''] = /^<(\/?)([a-z][a-z\d]*)/i.exec(html) ?? [];
    const tag = name.toLowerCase();
    if (BREAKING.has(tag)) add('\n');
    if (!isHidden(tag)) return;
    if (slash) remove(hidden, tag);
    else {
      add(GAP);
      hidden.push(tag);
    }
  }
}

function remove(list: string[], one: string): void {
  const index = list.lastIndexOf(one);
  if (index !== -1) list.splice(index, 1);
}
