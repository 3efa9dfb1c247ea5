import { buildASTSchema, extendSchema, type GraphQLSchema, parse } from 'graphql';
import { SDL } from './github-schema.generated.ts';
import { OVERLAY } from './overlay.ts';

let built: GraphQLSchema | undefined;

/** Some milliseconds of work: done when the first query comes. It holds no state, and serves every sandbox of a process. */
export function githubSchema(): GraphQLSchema {
  built ??= buildGithubSchema();
  return built;
}

function buildGithubSchema(): GraphQLSchema {
  const published = buildASTSchema(parse(SDL, { noLocation: true }), {
    assumeValid: true,
    assumeValidSDL: true,
  });
  return extendSchema(published, parse(OVERLAY, { noLocation: true }), {
    assumeValid: true,
    assumeValidSDL: true,
  });
}
