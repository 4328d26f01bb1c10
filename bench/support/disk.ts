import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = Buffer.alloc(4096, 1);

/** The disk by itself: 4 KiB appended and synced, which is the least that a commit must wait for. */
export class BareDisk {
  readonly #path: string;
  readonly #file: number;
  readonly times: number[] = [];

  /** @param folder on the disk in question. */
  constructor(folder: string) {
    this.#path = join(folder, 'bare-fsync');
    this.#file = openSync(this.#path, 'w');
  }

  /** One append and sync, in milliseconds. */
  sync(): number {
    const began = performance.now();
    writeSync(this.#file, PAGE);
    fdatasyncSync(this.#file);
    const took = performance.now() - began;
    this.times.push(took);
    return took;
  }

  remove(): void {
    closeSync(this.#file);
    rmSync(this.#path);
  }
}
