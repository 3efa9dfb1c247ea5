import { parseDocument } from 'yaml';

/**
 * The manifest of the action built with its interlocks switchable: like `action.yml`, with another name and other
 * paths.
 */
export function demonstrationManifest(actionManifest: string): string {
  const document = parseDocument(actionManifest);
  document.commentBefore = ' Generated from action.yml by `npm run build`.';
  document.set('name', 'Interlock demonstration, not for use');
  document.set('description', 'The action with interlocks that can be switched off, for the replay alone.');
  document.setIn(['runs', 'main'], 'main.js');
  if (document.hasIn(['runs', 'post'])) document.setIn(['runs', 'post'], 'post.js');
  return document.toString({ lineWidth: 110 });
}
