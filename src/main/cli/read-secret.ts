/** Enter, and what stands for the end in a raw terminal: Ctrl-C and Ctrl-D. */
const ENDS = ['\r', '\n', '\u0003', '\u0004'];

/**
 * A PIN from whoever runs the command: the first line of standard input, or typed without being shown. Never an argument,
 * which every process of the computer could read.
 */
export async function readSecret(prompt: string): Promise<string> {
  const { stdin } = process;
  if (stdin.isTTY) {
    process.stderr.write(prompt);
    stdin.setRawMode(true);
  }
  let text = '';
  stdin.setEncoding('utf8');
  try {
    for await (const chunk of stdin) {
      text += String(chunk);
      if (ENDS.some((end) => text.includes(end))) break;
    }
  } finally {
    if (stdin.isTTY) {
      stdin.setRawMode(false);
      process.stderr.write('\n');
    }
  }
  if (text.includes('\u0003')) return '';
  const end = Math.min(...ENDS.map((each) => text.indexOf(each)).filter((at) => at !== -1), text.length);
  return text.slice(0, end).trim();
}
