import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { CALL_CHANNEL, CHANGE_CHANNEL, type StationBridge } from '../shared/bridge.ts';
import { CONTRACT, type Caller, type Change } from '../shared/contract.ts';

/*
 * What the page may know of the host: the calls of the contract and what is told unasked. Nothing of Electron's own goes
 * through, neither ipcRenderer nor an event.
 */
const calls = Object.fromEntries(
  Object.keys(CONTRACT).map((name) => [name, (input: unknown) => ipcRenderer.invoke(CALL_CHANNEL, name, input)]),
) as unknown as Caller;

const bridge: StationBridge = {
  ...calls,
  watch(listener) {
    const hear = (_event: IpcRendererEvent, change: Change): void => listener(change);
    ipcRenderer.on(CHANGE_CHANNEL, hear);
    return () => void ipcRenderer.removeListener(CHANGE_CHANNEL, hear);
  },
};

contextBridge.exposeInMainWorld('station', bridge);
