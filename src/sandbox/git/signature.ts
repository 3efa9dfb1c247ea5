export interface Signature {
  name: string;
  email: string;
  date: Date;
}

/** `Name <email> seconds +0000`, as git's plumbing takes it. */
export function formatSignature({ name, email, date }: Signature): string {
  return `${withoutBrackets(name)} <${withoutBrackets(email)}> ${Math.floor(date.getTime() / 1000)} +0000`;
}

function withoutBrackets(text: string): string {
  return text.replaceAll(/[<>\n\0]/g, '');
}
