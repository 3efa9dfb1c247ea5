import { buildASTSchema, extendSchema, type GraphQLSchema, parse } from 'graphql';
import { SDL } from './github-schema.generated.ts';
import { OVERLAY } from './overlay.ts';

/** Some milliseconds of work: done when the first query comes. */
export function buildGithubSchema(): GraphQLSchema {
  const published = buildASTSchema(parse(SDL, { noLocation: true }), {
    assumeValid: true,
    assumeValidSDL: true,
  });
  return extendSchema(published, parse(OVERLAY, { noLocation: true }), {
    assumeValid: true,
    assumeValidSDL: true,
  });
}
