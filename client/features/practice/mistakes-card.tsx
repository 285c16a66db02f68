import { CLIENT_FAULTS, type ClientFault } from '../../../shared/practice/client-faults.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import styles from './practice-panel.module.css'

export interface MistakesCardProps {
  /** Undefined while another environment is open: only the practice one is broken on purpose. */
  readonly onPut: ((fault: ClientFault) => void) | undefined
  readonly onRight: (() => void) | undefined
}

/** Mistakes on the client's side, put into the practice environment's texts. */
export function MistakesCard({ onPut, onRight }: MistakesCardProps) {
  return (
    <Card
      title="Mistakes on your side"
      isFlush
      aside={
        onRight && (
          <Button size="small" onPress={onRight}>
            Put everything right
          </Button>
        )
      }
    >
      {onPut === undefined && (
        <p className={styles.empty}>Open the practice environment to put one of these into its assertion.</p>
      )}
      <ul className={`${styles.faults} ${onPut ? styles.mistakes : ''}`}>
        {CLIENT_FAULTS.map((fault) => (
          <li key={fault.id}>
            <div className={styles.mistake}>
              <span>{fault.title}</span>
              {onPut && (
                <Button size="small" aria-label={`Put it in: ${fault.title}`} onPress={() => onPut(fault)}>
                  Put it in
                </Button>
              )}
            </div>
            <p className={styles.note}>
              You would see: {fault.seen}.{fault.needsStrict && ' The server is switched to strict for it.'}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
