import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import styles from './dialog.module.css'

export interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  /** Called with false on Escape or a press outside. */
  readonly onOpenChange: (isOpen: boolean) => void
  readonly children: ReactNode
  /** `drawer` stands at the right edge over the full height. */
  readonly shape?: 'box' | 'wide' | 'drawer'
  /** A question about consequences: only its buttons close it. */
  readonly isQuestion?: boolean
}

/** A modal dialog: focus stays inside and goes back to where it was. */
export function Dialog(props: DialogProps) {
  const { title, isOpen, onOpenChange, children, shape = 'box', isQuestion = false } = props
  return (
    <ModalOverlay
      className={`${styles.overlay} ${shape === 'drawer' ? styles.aside : ''}`}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={!isQuestion}
    >
      <Modal className={`${styles.modal} ${styles[shape]}`}>
        <AriaDialog className={styles.dialog ?? ''} role={isQuestion ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={2} className={styles.title ?? ''}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The buttons at the end of a dialog. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>
}
