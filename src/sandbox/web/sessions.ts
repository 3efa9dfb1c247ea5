import type { User } from '../state/user.ts';
import type { World } from '../state/world.ts';
import { hidden, htmlPage, problemPage, type WebReply } from './page.ts';

export interface Session {
  readonly user: User;
  /** Stands in every form that changes something: a page of another site does not know it. */
  readonly authenticityToken: string;
}

const COOKIE = 'user_session';

/** Who is logged in, by cookie. The sandbox's people have no passwords: their token stands for it. */
export class Sessions {
  readonly #world: World;
  readonly #sessions = new Map<string, Session>();

  constructor(world: World) {
    this.#world = world;
  }

  find(cookies: string | undefined): Session | undefined {
    const [, id] = new RegExp(`(?:^|; )${COOKIE}=([0-9a-f]+)`).exec(cookies ?? '') ?? [];
    return id === undefined ? undefined : this.#sessions.get(id);
  }

  logIn(form: URLSearchParams): WebReply {
    const actor = this.#world.tokens.find(form.get('password') ?? '')?.actor;
    if (actor?.kind !== 'person' || actor.user.login !== form.get('login')) {
      return problemPage(401, 'Sign in', ['Incorrect username or password.']);
    }
    const id = this.#world.random.hex(32);
    this.#sessions.set(id, { user: actor.user, authenticityToken: this.#world.random.hex(32) });
    const to = form.get('return_to') ?? '/';
    return {
      kind: 'redirect',
      to: /^\/(?!\/)/.test(to) ? to : '/',
      cookie: `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`,
    };
  }
}

export function loginPage(returnTo: string): WebReply {
  const body = `<form action="/session" method="post">
${hidden({ return_to: returnTo })}
<label>Username <input type="text" name="login"></label>
<label>Password: a token of that person <input type="password" name="password"></label>
<button type="submit">Sign in</button>
</form>`;
  return htmlPage({ title: 'Sign in', body });
}
