import type { Database } from 'better-sqlite3';
import type { Paper } from './documents.ts';
import type { PrinterProblem } from '../../shared/facts.ts';

export interface PrinterState {
  readonly name: string;
  /** Whether it answers questions about itself; null while nobody knows. */
  readonly answers: 0 | 1 | null;
  /** What kept it from printing when it was last asked; null where nothing did. */
  readonly problem: PrinterProblem | null;
  readonly reason: string | null;
  readonly since_ms: number | null;
}

export type PrinterStore = ReturnType<typeof printerStore>;

/** All SQL of what is known of printers, and which of them a worker chose. */
export function printerStore(db: Database) {
  const get = db.prepare<[string], PrinterState>(`SELECT * FROM printer_states WHERE name = ?`);
  const all = db.prepare<[], PrinterState>(`SELECT * FROM printer_states`);
  const learn = db.prepare<[string]>(
    `INSERT INTO printer_states (name, answers) VALUES (?, 1) ON CONFLICT DO UPDATE SET answers = 1`,
  );
  const note = db.prepare<[string, string | null, string | null, number]>(
    `INSERT INTO printer_states (name, problem, reason, since_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET problem = excluded.problem, reason = excluded.reason, since_ms = excluded.since_ms
      WHERE problem IS NOT excluded.problem OR reason IS NOT excluded.reason`,
  );
  const choices = db.prepare<[], { paper: Paper; printer: string }>(`SELECT paper, printer FROM printer_choices`);
  const choose = db.prepare<[Paper, string]>(
    `INSERT INTO printer_choices (paper, printer) VALUES (?, ?) ON CONFLICT DO UPDATE SET printer = excluded.printer`,
  );

  return {
    answers: (name: string): boolean => get.get(name)?.answers === 1,
    /** It answered once: from now on its silence is a fault. */
    learnAnswers: (name: string): void => void learn.run(name),
    note: (name: string, problem: PrinterProblem | null, reason: string | null, atMs: number): void =>
      void note.run(name, problem, reason, atMs),
    states: (): ReadonlyMap<string, PrinterState> => new Map(all.all().map((state) => [state.name, state])),
    choices: (): ReadonlyMap<Paper, string> => new Map(choices.all().map(({ paper, printer }) => [paper, printer])),
    choose: (paper: Paper, printer: string): void => void choose.run(paper, printer),
  };
}
