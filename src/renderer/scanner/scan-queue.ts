/** Waits its turn: whatever comes while one is being answered is answered after it, in order, none left out. */
export interface ScanQueue<Scan> {
  add(scan: Scan): void;
  /** How many wait or are being answered. */
  readonly length: number;
  /** Resolves when all that were added up to now are answered. */
  settled(): Promise<void>;
}

/**
 * Hands scans over one at a time: the next only when the last has its answer.
 *
 * @param deliver hands over one and resolves with its answer
 * @param onFault told of a scan that `deliver` threw on: the worker must hear that it was not taken; the next goes on
 */
export function createScanQueue<Scan>(
  deliver: (scan: Scan) => Promise<void>,
  onFault: (scan: Scan, fault: unknown) => void,
): ScanQueue<Scan> {
  let last = Promise.resolve();
  let length = 0;
  const deliverOne = async (scan: Scan): Promise<void> => {
    try {
      await deliver(scan);
    } catch (fault) {
      onFault(scan, fault);
    } finally {
      length -= 1;
    }
  };
  return {
    add(scan) {
      length += 1;
      const before = last;
      last = before.then(() => deliverOne(scan));
    },
    get length() {
      return length;
    },
    settled: () => last,
  };
}
