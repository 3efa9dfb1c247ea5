import { APP_NAME, EVENTS, HOMEPAGE, PERMISSIONS } from '../../app/app-manifest.ts';
import { WEBHOOK_PATH } from '../../app/http/answer-request.ts';
import type { Generator } from './generator.ts';

/** `app.yml`, with its reasons as comments. */
export const appManifestFile: Generator = {
  file: 'app.yml',
  render: () =>
    Promise.resolve(`# The GitHub App, as a manifest: what the set-up of the server registers, and what you choose when you register the App by
# hand. Made from src/app/app-manifest.ts by \`npm run generate\`; docs/setup.md says more about each line.
name: ${APP_NAME}
url: ${HOMEPAGE}
public: false
hook_attributes:
  # Where you run the app. The path is fixed.
  url: https://interlock.example.com${WEBHOOK_PATH}
  active: true

# Exactly what the app reacts to; what else GitHub may send is answered and ignored.
default_events:
${Object.entries(EVENTS)
  .map(([name, why]) => `  # ${capitalised(why)}.\n  - ${name}`)
  .join('\n')}

default_permissions:
${Object.entries(PERMISSIONS)
  .map(([name, { access, why }]) => `  # ${capitalised(why)}.\n  ${name}: ${access}`)
  .join('\n')}
`),
};

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
