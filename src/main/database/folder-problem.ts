/**
 * The data folder cannot be used (exit code 3). The message is for the person at the bench: what, where, what to do.
 * Thrown at start only, before there is a station that could answer with data.
 */
export class FolderProblem extends Error {
  override readonly name = 'FolderProblem';
}

/** The reason in words, whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
