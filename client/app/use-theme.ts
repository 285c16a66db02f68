import { useLayoutEffect } from 'react'
import { useMedia } from './use-media.ts'
import { useSetting } from './use-setting.ts'

export type Theme = 'light' | 'dark'

/** Follows the system until a choice is made here; then that is remembered. */
export function useTheme(): readonly [Theme, () => void] {
  const [choice, choose] = useSetting('theme', 'system', ['system', 'light', 'dark'])
  const isDark = useMedia('(prefers-color-scheme: dark)')
  const theme: Theme = choice === 'system' ? (isDark ? 'dark' : 'light') : choice
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  return [theme, () => choose(theme === 'dark' ? 'light' : 'dark')]
}
