import { PastePanel } from '../../features/paste/paste-panel.tsx'
import { judgePasted } from '../judge-pasted.ts'
import type { ScreenProps } from './screen-props.ts'

export default function PasteScreen({ pasted, onPasted, environments, onMake }: ScreenProps) {
  return (
    <PastePanel
      text={pasted}
      onText={onPasted}
      judge={judgePasted}
      taken={environments.map(({ id }) => id)}
      onMake={onMake}
    />
  )
}
