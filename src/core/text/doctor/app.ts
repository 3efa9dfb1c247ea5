import type { Advice } from './advice.ts';

export const appAbsent: Advice = {
  message: 'The App is not installed on the repository: it hears nothing and can do nothing.',
  remedy: 'Install it: settings of the App, "Install App".',
};

export const appSuspended: Advice = {
  message: 'The installation of the App is suspended.',
  remedy: 'Lift it: settings of the organization, GitHub Apps, Configure.',
};

export function appNotGranted(names: readonly string[]): Advice {
  return {
    message: `The App was not granted ${names.map((name) => `\`${name}\``).join(', ')} here.`,
    remedy:
      'Add it in the settings of the App, "Permissions & events", and accept the request where it is installed.',
  };
}

export function appLacksEvents(names: readonly string[]): Advice {
  return {
    message: `The App does not subscribe to ${names.map((name) => `\`${name}\``).join(', ')}.`,
    remedy: 'Subscribe in the settings of the App, "Permissions & events".',
  };
}

export const appFits = 'The App is installed, with the permissions and events of app.yml.';
