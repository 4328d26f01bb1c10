/*
 * The bytes of a serial port, and nothing else of what the library can do: small enough that a test can put the library's
 * own mock port in its place.
 */

export interface PortListener {
  /** As they came, however they are cut. */
  readonly bytes: (bytes: Uint8Array) => void;
  /** Told once, also when the port was closed from here. */
  readonly closed: () => void;
}

export interface SerialPortOptions {
  /** As the system names it: `/dev/ttyACM0`, `COM3`. */
  readonly path: string;
  readonly baud: number;
}

/** Opens a port. Rejects when it cannot be had. @returns what closes it. */
export type OpenSerialPort = (options: SerialPortOptions, listener: PortListener) => Promise<() => Promise<void>>;

/** What is used of the `serialport` package's class. */
interface LibraryPort {
  open(callback: (error: Error | null) => void): void;
  close(callback: () => void): void;
  readonly isOpen: boolean;
  on(event: 'data', listener: (bytes: Uint8Array) => void): unknown;
  on(event: 'close' | 'error', listener: () => void): unknown;
}
type LibraryClass = new (options: { path: string; baudRate: number; autoOpen: false }) => LibraryPort;

/** Loaded where a port is opened, and nowhere else: it is native code that most stations never need. */
const fromPackage = async (): Promise<LibraryClass> => (await import('serialport')).SerialPort;

/** @param load the class of the library: the real one, or its own mock. */
export function serialPorts(load: () => Promise<LibraryClass> = fromPackage): OpenSerialPort {
  return async ({ path, baud }, listener) => {
    const Port = await load();
    const port = new Port({ path, baudRate: baud, autoOpen: false });
    // What goes wrong with an open port ends in `close`; without a listener it would end the station.
    port.on('error', () => undefined);
    await new Promise<void>((opened, failed) => {
      port.open((error) => (error === null ? opened() : failed(error)));
    });
    port.on('data', listener.bytes);
    port.on('close', listener.closed);
    return () =>
      new Promise((closed) => {
        if (port.isOpen) port.close(() => closed());
        else closed();
      });
  };
}
