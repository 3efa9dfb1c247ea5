import { EVENTS, PERMISSIONS } from '../../app/app-manifest.ts';
import { betweenMarkers } from './between-markers.ts';
import type { Generator } from './generator.ts';
import { table } from './table.ts';

/** The tables of the App's permissions and events in the page on setting up. */
export const appTables: Generator = {
  file: 'docs/setup.md',
  render: async (_, current) => {
    const permissions = table(
      ['permission', 'what for'],
      Object.entries(PERMISSIONS).map(([name, { access, why }]) => [`\`${name}: ${access}\``, why]),
    );
    const events = table(
      ['event', 'what it says'],
      Object.entries(EVENTS).map(([name, why]) => [`\`${name}\``, why]),
    );
    return betweenMarkers(betweenMarkers(current, 'permissions', permissions), 'events', events);
  },
};
