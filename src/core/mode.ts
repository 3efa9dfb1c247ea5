/** Whether what is decided is done, or only reported. */
export const MODES = ['act', 'observe'] as const;

export type Mode = (typeof MODES)[number];
