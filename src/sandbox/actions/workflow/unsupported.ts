/** GitHub can do it and this sandbox cannot: it says so instead of doing something else. */
export class Unsupported extends Error {
  constructor(what: string) {
    super(`The sandbox does not do this: ${what}`);
  }
}

/** GitHub itself would refuse the workflow file. */
export class InvalidWorkflow extends Error {}
