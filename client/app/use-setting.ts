import { useState } from 'react'

/** Kept per browser: how the page looks and behaves, never what is worked on. */
export type SettingName = 'theme' | 'single-keys' | 'tour'

const PREFIX = 'countersign-'

/** A setting of the page; storage that is full or closed keeps it for this tab only. */
export function useSetting<T extends string>(
  name: SettingName,
  fallback: T,
  allowed: readonly T[],
): readonly [T, (next: T) => void] {
  const [value, setValue] = useState<T>(() => {
    const kept = read(name)
    return allowed.find((candidate) => candidate === kept) ?? fallback
  })
  return [
    value,
    (next) => {
      setValue(next)
      write(name, next)
    },
  ]
}

function read(name: SettingName): string | null {
  try {
    return localStorage.getItem(PREFIX + name)
  } catch {
    return null
  }
}

function write(name: SettingName, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value)
  } catch {
    // The choice still holds in this tab.
  }
}
