export interface Signature {
  name: string;
  email: string;
  date: Date;
}

/** `Name <email> seconds +0000`, as git's plumbing takes it. */
export function formatSignature({ name, email, date }: Signature): string {
  return `${withoutBrackets(name)} <${withoutBrackets(email)}> ${Math.floor(date.getTime() / 1000)} +0000`;
}

export function signatureEnvironment(author: Signature, committer: Signature): Record<string, string> {
  return {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: `${Math.floor(author.date.getTime() / 1000)} +0000`,
    GIT_COMMITTER_NAME: committer.name,
    GIT_COMMITTER_EMAIL: committer.email,
    GIT_COMMITTER_DATE: `${Math.floor(committer.date.getTime() / 1000)} +0000`,
  };
}

function withoutBrackets(text: string): string {
  return text.replaceAll(/[<>\n\0]/g, '');
}
