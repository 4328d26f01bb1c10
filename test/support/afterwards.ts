import { afterAll, onTestFinished } from 'vitest';

const afterFile: (() => void)[] = [];
afterAll(() => {
  for (const cleanUp of afterFile.splice(0).toReversed()) cleanUp();
});

/** Has something cleaned up after the test; in a `beforeAll`, after the last test of the file. */
export function afterwards(cleanUp: () => void): void {
  try {
    onTestFinished(cleanUp);
  } catch {
    afterFile.push(cleanUp);
  }
}
