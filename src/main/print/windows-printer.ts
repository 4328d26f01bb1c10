import type { PrinterSettings } from '../settings/settings.ts';
import type { PrintPort } from './port.ts';
import { runProgram, type Ran } from './run-program.ts';

type SystemSettings = Extract<PrinterSettings, { kind: 'system' }>;

/*
 * UNVERIFIED: written from the documentation of winspool and PowerShell, never run on Windows. A queue of the Windows
 * spooler, given bytes as they are (data type RAW). A PDF goes to printers that understand PDF themselves.
 */

/** Values come in by environment and standard input, so that none of them is ever read as PowerShell. */
const SCRIPT = `
$ErrorActionPreference = 'Stop'
Add-Type -TypeDefinition @'
using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
public static class PickspanSpooler {
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  public class DocInfo { public string Name; public string Output; public string DataType; }
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)] static extern bool OpenPrinterW(string name, out IntPtr printer, IntPtr defaults);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool ClosePrinter(IntPtr printer);
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)] static extern int StartDocPrinterW(IntPtr printer, int level, [In] DocInfo info);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool EndDocPrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)] static extern bool WritePrinter(IntPtr printer, byte[] bytes, int count, out int written);
  static void Must(bool ok) { if (!ok) throw new Win32Exception(Marshal.GetLastWin32Error()); }
  public static int Send(string queue, string title, byte[] bytes) {
    IntPtr printer;
    Must(OpenPrinterW(queue, out printer, IntPtr.Zero));
    try {
      int job = StartDocPrinterW(printer, 1, new DocInfo { Name = title, DataType = "RAW" });
      Must(job != 0);
      int written;
      Must(WritePrinter(printer, bytes, bytes.Length, out written) && written == bytes.Length);
      Must(EndDocPrinter(printer));
      return job;
    } finally { ClosePrinter(printer); }
  }
}
'@
if ($env:PICKSPAN_DO -eq 'check') {
  $printer = Get-Printer -Name $env:PICKSPAN_QUEUE
  [Console]::Out.Write($printer.PrinterStatus)
} else {
  $stream = New-Object System.IO.MemoryStream
  [Console]::OpenStandardInput().CopyTo($stream)
  [Console]::Out.Write([PickspanSpooler]::Send($env:PICKSPAN_QUEUE, $env:PICKSPAN_TITLE, $stream.ToArray()))
}
`;

const ENCODED = Buffer.from(SCRIPT, 'utf16le').toString('base64');

/** A queue of the Windows spooler: it says that it has taken a job, and no more. */
export function windowsPrinter({ name, queue, format, dpi }: SystemSettings): PrintPort {
  const run = (env: Readonly<Record<string, string>>, input?: Uint8Array): Promise<Ran> =>
    runProgram('powershell.exe', ['-NoProfile', '-NonInteractive', '-EncodedCommand', ENCODED], {
      ...(input === undefined ? {} : { input }),
      env: { ...env, PICKSPAN_QUEUE: queue },
      timeoutMs: 60_000,
    });

  return {
    name,
    repeatable: false,
    form: () => ({ language: format, dpi }),
    async print({ id, document, bytes }) {
      const before = await this.check();
      if (!before.ok) return { result: 'not-sent', problem: before.problem, reason: before.reason };
      const sent = await run({ PICKSPAN_DO: 'print', PICKSPAN_TITLE: `pickspan ${id} ${document}` }, bytes);
      // A job that was begun may print what it has.
      return sent.ok ? { result: 'sent' } : { result: 'unknown', problem: 'away', reason: sent.said };
    },
    async check() {
      const asked = await run({ PICKSPAN_DO: 'check' });
      if (!asked.ok) return { ok: false, problem: 'away', reason: asked.said };
      const status = asked.stdout.trim();
      return status === 'Normal' || status === '0'
        ? { ok: true, stands: 'takes_jobs' }
        : { ok: false, problem: 'held', reason: status };
    },
  };
}
