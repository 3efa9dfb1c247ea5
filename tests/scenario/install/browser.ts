/** What a browser shows, as far as a test needs it. */
export interface BrowserPage {
  /** After all redirects. */
  readonly url: string;
  readonly status: number;
  readonly html: string;
  /** Text without tags. */
  readonly text: string;
}

/** What a person does in a form besides pressing the button. */
export interface FilledIn {
  /** Text typed into inputs, and radio buttons and boxes chosen by their value. */
  readonly [name: string]: string;
}

interface Form {
  readonly action: string;
  readonly method: string;
  readonly fields: readonly Attributes[];
  readonly buttons: readonly (Attributes & { readonly label: string })[];
}

type Attributes = Readonly<Record<string, string>>;

/**
 * A browser without scripts: it keeps cookies by host, follows redirects, and submits what the page's own forms hold. A
 * field that a test fills in and the page does not have is an error.
 */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();
  #page: BrowserPage | undefined;

  get page(): BrowserPage {
    if (!this.#page) throw new Error('no page is open');
    return this.#page;
  }

  async open(url: string): Promise<BrowserPage> {
    return this.#go(url, { method: 'GET' });
  }

  /** Presses the button whose label begins so. */
  async press(label: string, filledIn: FilledIn = {}): Promise<BrowserPage> {
    const forms = formsOf(this.page.html);
    const form = forms.find(({ buttons }) => buttons.some((button) => button.label.startsWith(label)));
    const button = form?.buttons.find((one) => one.label.startsWith(label));
    if (!form || !button) throw new Error(`no button "${label}" on ${this.page.url}:\n${this.page.html}`);
    const data = submitted(form, button, filledIn);
    const target = new URL(form.action, this.page.url);
    if (form.method === 'post') return this.#go(target.href, { method: 'POST', body: data });
    target.search = data.toString();
    return this.#go(target.href, { method: 'GET' });
  }

  async #go(url: string, { method, body }: { method: string; body?: URLSearchParams }): Promise<BrowserPage> {
    const { host } = new URL(url);
    const cookies = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, cookies);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { connection: 'close', ...(cookie !== '' && { cookie }) },
      ...(body && { body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      return this.#go(new URL(location, url).href, { method: 'GET' });
    }
    const html = await response.text();
    const text = decode(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
    this.#page = { url, status: response.status, html, text };
    return this.#page;
  }
}

function submitted(form: Form, button: Attributes, filledIn: FilledIn): URLSearchParams {
  const data = new URLSearchParams();
  const left = new Set(Object.keys(filledIn));
  for (const { name, type = 'text', value = '', ...field } of form.fields) {
    if (name === undefined) continue;
    const given = filledIn[name];
    if (type === 'radio' || type === 'checkbox') {
      const isChosen = given === undefined ? 'checked' in field : given === (value || 'on');
      if (isChosen) data.append(name, value || 'on');
      if (isChosen) left.delete(name);
      continue;
    }
    data.append(name, given !== undefined && type !== 'hidden' ? given : value);
    if (type !== 'hidden') left.delete(name);
  }
  if (button.name !== undefined) data.append(button.name, button.value ?? '');
  if (left.size > 0) throw new Error(`the form has no ${[...left].join(', ')}`);
  return data;
}

function formsOf(html: string): readonly Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => {
    const { action = '', method = 'get' } = attributesOf(head);
    const buttons = [...body.matchAll(/<button\b((?:"[^"]*"|'[^']*'|[^'">])*)>([\s\S]*?)<\/button>/g)];
    return {
      action,
      method: method.toLowerCase(),
      fields: [...body.matchAll(/<input\b((?:"[^"]*"|'[^']*'|[^'">])*)>/g)].map(([, text = '']) =>
        attributesOf(text),
      ),
      buttons: buttons.map(([, text = '', label = '']) => ({
        ...attributesOf(text),
        label: decode(label.replace(/<[^>]+>/g, '')).trim(),
      })),
    };
  });
}

function attributesOf(text: string): Attributes {
  const found = text.matchAll(/([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
  return Object.fromEntries(
    [...found].map(([, name = '', double, single, bare]) => [name, decode(double ?? single ?? bare ?? '')]),
  );
}

function decode(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
