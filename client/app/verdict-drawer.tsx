import type { ReactNode } from 'react'
import { Button } from '../ui/button/button.tsx'
import { Dialog } from '../ui/dialog/dialog.tsx'

export interface VerdictDrawerProps {
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Where the window has no room for the verdict column. */
export default function VerdictDrawer({ onClose, children }: VerdictDrawerProps) {
  return (
    <Dialog title="Verdict" shape="drawer" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <section aria-label="Verdict">{children}</section>
      <Button onPress={onClose}>Close</Button>
    </Dialog>
  )
}
