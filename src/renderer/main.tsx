import { mount } from './app/mount.tsx';
import { connectStation } from './station/connect.ts';

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no root element');
mount(root, connectStation());
