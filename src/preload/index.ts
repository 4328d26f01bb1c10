import { contextBridge } from 'electron';

/** What the page may know of the host. The contract takes its place together with the screens. */
contextBridge.exposeInMainWorld('station', Object.freeze({}));
