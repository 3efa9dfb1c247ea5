import * as text from '../../core/text/doctor/permissions.ts';
import type { Check } from '../doctor-subject.ts';
import { ok, warning } from '../finding.ts';

/** What the token may do that the doctor itself was given. */
export const checkAccess: Check = async ({ home, survey }) => {
  const repository = `${home.owner}/${home.repository}`;
  return [
    survey.access === 'read' ? warning(text.mayRead(repository)) : ok(text.access(repository, survey.access)),
  ];
};
