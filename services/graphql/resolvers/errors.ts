import type { InputIssue } from '../../projects/project';

// Results that several mutations share. A missing thing and another user's look the same, to the letter.

/** There is no such project for this caller. */
export const projectNotFound = (projectId: string) => ({
  __typename: 'ProjectNotFound' as const,
  code: 'PROJECT_NOT_FOUND',
  message: 'There is no such project.',
  projectId,
});

/** The input breaks a rule. */
export const invalidInput = (issues: readonly InputIssue[]) => ({
  __typename: 'InvalidInput' as const,
  code: 'INVALID_INPUT',
  message: issues
    .map(({ path, message }) => `${path}: ${message}`)
    .slice(0, 3)
    .join('; '),
  issues: issues.map((issue) => ({ ...issue })),
});

/** There is no such export for this caller. */
export const exportNotFound = (exportId: string) => ({
  __typename: 'ExportNotFound' as const,
  code: 'EXPORT_NOT_FOUND',
  message: 'There is no such export.',
  exportId,
});

/** Too many mutations in this minute. */
export const rateLimited = (limitPerMinute: number, retryAfterSeconds: number) => ({
  __typename: 'RateLimited' as const,
  code: 'RATE_LIMITED',
  message: `At most ${limitPerMinute} mutations a minute are accepted; try again in ${retryAfterSeconds} s.`,
  limitPerMinute,
  retryAfterSeconds,
});
