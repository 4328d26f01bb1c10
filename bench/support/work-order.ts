import { nextScan } from './next-scan.ts';
import type { Recorded, WindowScanner } from './scan-window.ts';

/** An order from picking to handing over, as the screen asks for it; its scans with what came of them. */
export async function workOrder(scanner: WindowScanner): Promise<Recorded[]> {
  const scans: Recorded[] = [];
  for (const job of ['PS:PICK', 'PS:PACK', 'PS:SHIP']) {
    let text: string | undefined = job;
    while (text !== undefined) {
      const scan = await scanner.scan(text);
      scans.push(scan);
      text = nextScan(scan.answer.view);
    }
  }
  return scans;
}
