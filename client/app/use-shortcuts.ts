import { useEffect, useEffectEvent } from 'react'
import type { Action } from '../features/palette/actions.ts'

/** Typing goes there: a single key is a letter, not a command. */
const EDITABLE =
  'input, textarea, select, [contenteditable=""], [contenteditable="true"], .native-edit-context'

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest(`${EDITABLE}, [role="textbox"], [role="combobox"]`) !== null
  )
}

/** "Ctrl Enter", "Ctrl K", "3", "?" as an event would press it. */
function chordOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  return event.ctrlKey || event.metaKey ? `Ctrl ${key}` : key
}

/** Runs the action whose keys are pressed; single keys only where they are on, nobody types and no dialog is open. */
export function useShortcuts(actions: readonly Action[], singleKeys: boolean): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || event.isComposing) return
    const chord = chordOf(event)
    const action = actions.find(({ keys }) => keys?.toUpperCase() === chord.toUpperCase())
    if (!action || document.querySelector('[role="dialog"], [role="alertdialog"]')) return
    if (!chord.startsWith('Ctrl ') && (!singleKeys || isTyping(event.target))) return
    event.preventDefault()
    action.run()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    // Before Monaco and every field see it.
    addEventListener('keydown', listener, { capture: true })
    return () => removeEventListener('keydown', listener, { capture: true })
  }, [])
}
