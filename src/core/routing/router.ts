/**
 * The two installations that can turn events into runs. A configuration names one of them, so that an event which
 * reaches both is answered once.
 */
export const ROUTERS = ['app', 'workflow'] as const;

export type Router = (typeof ROUTERS)[number];
