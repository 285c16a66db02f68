import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { Button } from '../button/button.tsx'
import styles from './passing-notice.module.css'

/** Long enough to read it and to come to its button by keyboard. */
const STAYS_MS = 20_000

export interface PassingNoticeProps {
  readonly children: ReactNode
  /** Closed by hand, or its time is over. */
  readonly onGone: () => void
}

/** Says what has just been done. It goes by itself, but not while somebody points at it or the keyboard is in it. */
export function PassingNotice({ children, onGone }: PassingNoticeProps) {
  const [isPointed, setPointed] = useState(false)
  const [hasFocus, setFocus] = useState(false)
  const isHeld = isPointed || hasFocus
  const leave = useEffectEvent(onGone)
  useEffect(() => {
    if (isHeld) return
    const handle = setTimeout(() => leave(), STAYS_MS)
    return () => clearTimeout(handle)
  }, [isHeld])
  return (
    <div
      className={styles.notice}
      role="status"
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocus(true)}
      onBlur={({ currentTarget, relatedTarget }) => setFocus(currentTarget.contains(relatedTarget))}
    >
      {children}
      <Button size="small" kind="quiet" onPress={onGone}>
        Close
      </Button>
    </div>
  )
}
