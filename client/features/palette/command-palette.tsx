import { useId, useState } from 'react'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { Kbd } from '../../ui/kbd/kbd.tsx'
import { matching, type Action } from './actions.ts'
import { screenActions } from './screen-actions.ts'
import styles from './palette.module.css'

export interface CommandPaletteProps {
  readonly actions: readonly Action[]
  readonly onClose: () => void
}

/** Every action of the page by its name; arrows and Enter, as a combobox with a list. */
export default function CommandPalette({ actions, onClose }: CommandPaletteProps) {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const [here] = useState(() => screenActions(document))
  const shown = matching([...actions, ...here], typed)
  const current = shown[Math.min(at, shown.length - 1)]
  const run = (action: Action | undefined) => {
    if (!action) return
    onClose()
    action.run()
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && shown.length > 0) {
      event.preventDefault()
      setAt((Math.min(at, shown.length - 1) + step + shown.length) % shown.length)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      run(current)
    }
  }
  return (
    <Dialog title="Search actions" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <input
        className={styles.input}
        role="combobox"
        aria-label="Action"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={current && `${id}-${current.id}`}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        placeholder="Type what you want to do"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} className={styles.list} role="listbox" aria-label="Actions" tabIndex={-1}>
        {shown.map((action) => (
          <li
            key={action.id}
            id={`${id}-${action.id}`}
            role="option"
            aria-selected={action === current}
            className={styles.item}
            ref={action === current ? intoView : undefined}
            onClick={() => run(action)}
          >
            <span>{action.label}</span>
            {action.keys !== undefined && <Kbd>{action.keys}</Kbd>}
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <p className={styles.none} role="status">
          No action has these words in its name.
        </p>
      )}
    </Dialog>
  )
}

const intoView = (item: HTMLElement | null) => item?.scrollIntoView?.({ block: 'nearest' })
