/** The text with `***` in place of every secret. A line of JSON has them as JSON writes them. */
export function withoutSecrets(text: string, secrets: Iterable<string>): string {
  let left = text;
  for (const secret of secrets) {
    if (secret === '') continue;
    left = left.replaceAll(secret, '***').replaceAll(JSON.stringify(secret).slice(1, -1), '***');
  }
  return left;
}
