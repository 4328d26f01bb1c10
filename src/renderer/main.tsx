import type { StationClient } from '../shared/contract.ts';
import { mount } from './app/mount.tsx';

declare global {
  interface Window {
    /** What the preload hands over: the contract's calls. */
    readonly station?: StationClient;
  }
}

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no root element');
if (window.station === undefined) throw new Error('no host has handed over a station');
mount(root, window.station);
