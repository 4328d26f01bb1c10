// The background export on a test's journal, with everything that a thread would bring in the hands of the test.
import { createBackground, type Background, type BackgroundOptions } from './background.ts';
import { START_MS, type TestJournal } from './test-journal.ts';

type Given = Pick<BackgroundOptions, 'endpoint'> & Partial<BackgroundOptions>;

/** Random is always one half; a look each second, two batches of the backlog a second, starts spread over five. */
export function testBackground(journal: TestJournal, given: Given): Background {
  return createBackground({
    reader: journal.reader,
    counts: journal.delivery,
    write: journal.store.apply,
    journalChange: () => journal.reader.fresh().newest,
    nowMs: () => journal.nowMs,
    monotonicMs: () => journal.nowMs - START_MS,
    random: () => 0.5,
    lookEveryMs: 1000,
    backlogEveryMs: 500,
    startSpreadMs: 5000,
    interrupted: () => false,
    trouble(error) {
      throw error;
    },
    ...given,
  });
}
