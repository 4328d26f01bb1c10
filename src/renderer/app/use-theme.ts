import { useEffect } from 'react';
import { useStation } from './station-context.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** Light, dark, or as the system has it. */
export function useTheme(): void {
  const theme = useStation(({ station }) => station?.preferences.theme ?? 'auto');
  useEffect(() => {
    const apply = (): void => {
      document.documentElement.dataset['theme'] = theme === 'auto' ? (dark.matches ? 'dark' : 'light') : theme;
    };
    apply();
    dark.addEventListener('change', apply);
    return () => dark.removeEventListener('change', apply);
  }, [theme]);
}
