import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import styles from './key-panel.module.css'

export interface MakeKeyCardProps {
  readonly folder: string | undefined
  readonly isMaking: boolean
  readonly onMake: (kind: 'rsa-3072' | 'ec-p384') => void
}

/** A key pair made by the program, written into the first key folder. */
export function MakeKeyCard({ folder, isMaking, onMake }: MakeKeyCardProps) {
  return (
    <Card title="Make a key">
      <p className={styles.note}>
        Writes a new private key into <code>{folder ?? 'the key folder'}</code>, readable by you alone, never
        over a file that is there. Its public half is what the server has to be given.
      </p>
      <div className={styles.folders}>
        <Button isDisabled={isMaking} onPress={() => onMake('rsa-3072')}>
          {isMaking ? 'Making…' : 'RSA 3072, for RS256, RS384, PS256…'}
        </Button>
        <Button isDisabled={isMaking} onPress={() => onMake('ec-p384')}>
          {isMaking ? 'Making…' : 'P-384, for ES384'}
        </Button>
      </div>
    </Card>
  )
}
