import { demo } from './demo/demo.ts';
import { readArguments, UsageError, type Arguments } from './cli/arguments.ts';
import { audit } from './cli/audit.ts';
import { backup } from './cli/backup.ts';
import { diagnostics } from './cli/diagnostics.ts';
import { doctor } from './cli/doctor.ts';
import { HELP } from './cli/help.ts';
import { intake } from './cli/intake.ts';
import { journey } from './cli/journey.ts';
import { open } from './cli/open.ts';
import { operators } from './cli/operators.ts';
import { complain, print } from './cli/output.ts';
import { release } from './cli/release.ts';
import { report } from './cli/report.ts';
import { restore } from './cli/restore.ts';
import { settings } from './cli/settings.ts';
import { setup } from './cli/setup.ts';
import { status } from './cli/status.ts';
import { sync } from './cli/sync.ts';
import { verify } from './cli/verify.ts';
import { takeover } from './cli/takeover.ts';
import { terminal } from './cli/terminal.ts';
import { openLog } from './log/log-file.ts';
import { faultDetails } from './log/log-line.ts';
import { errorCode } from './database/durable-file.ts';
import { FolderProblem, reasonOf } from './database/folder-problem.ts';
import { problemOf } from './database/open.ts';
import { VERSION } from './version.ts';

const COMMANDS: Readonly<Record<string, (given: Arguments) => Promise<number>>> = {
  open,
  intake,
  terminal,
  sync,
  takeover,
  operators,
  audit,
  release,
  status,
  journey,
  report,
  backup,
  restore,
  verify,
  doctor,
  setup,
  settings,
  diagnostics,
  // Only who prints loads fonts and canvas.
  sheet: async (given) => (await import('./cli/sheet.ts')).sheet(given),
  upstream: async (given) => (await import('./cli/upstream.ts')).upstream(given),
  demo: (given) => demo({ keep: given.flags.has('keep') }),
  // oxlint-disable-next-line typescript/require-await -- a command like the others
  help: async () => (print(HELP), 0),
  // oxlint-disable-next-line typescript/require-await -- a command like the others
  version: async () => (print(VERSION), 0),
};

/** The command line. Sets the process's exit code: 0 done, 1 refused or late or unhealthy, 2 wrong usage, 3 no folder. */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', (error) => {
    // Whoever reads our output may have gone; that is no fault to report. A file that took only a part of it is one.
    if (errorCode(error) === 'EPIPE') process.exit(process.exitCode ?? 0);
    complain(`pickspan: the output cannot be written: ${reasonOf(error)}`);
    process.exit(1);
  });
  process.exitCode = await run(argv);
}

async function run(argv: readonly string[]): Promise<number> {
  let given: Arguments | undefined;
  try {
    given = readArguments(argv, process.env);
    const command = Object.hasOwn(COMMANDS, given.command) ? COMMANDS[given.command] : undefined;
    if (command === undefined)
      throw new UsageError(`there is no command '${given.command}'; 'pickspan help' lists them`);
    return await command(given);
  } catch (fault) {
    const error = (given === undefined ? undefined : problemOf(given.folder, fault)) ?? fault;
    if (error instanceof UsageError) complain(`pickspan: ${error.message}`);
    else if (error instanceof FolderProblem) complain(`pickspan: ${error.message}`);
    else {
      complain(`pickspan: unexpected fault: ${reasonOf(error)}`);
      if (given !== undefined)
        openLog(given.folder).error('command.failed', { command: given.command, ...faultDetails(error) });
    }
    if (argv.includes('--verbose') && error instanceof Error) complain(error.stack ?? '');
    if (error instanceof UsageError) return 2;
    return error instanceof FolderProblem ? 3 : 1;
  }
}
