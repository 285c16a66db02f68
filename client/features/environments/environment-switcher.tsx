import {
  Button as AriaButton,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components'
import type { Environment } from '../../../shared/contract/environments.ts'
import { EnvironmentTag } from './environment-tag.tsx'
import styles from './environments.module.css'

export type EnvironmentCommand = 'new' | 'duplicate' | 'rename' | 'delete' | 'export' | 'export-all'

export interface EnvironmentSwitcherProps {
  readonly environments: readonly Environment[]
  readonly current: Environment
  readonly onChoose: (id: string) => void
  readonly onCommand: (command: EnvironmentCommand) => void
}

/** The name and tag of where we work, and the way to another place. */
export function EnvironmentSwitcher(props: EnvironmentSwitcherProps) {
  const { environments, current, onChoose, onCommand } = props
  const isOwn = current.origin === 'user'
  const item = (id: EnvironmentCommand, words: string) => (
    <MenuItem id={`command ${id}`} textValue={words} className={styles.item ?? ''}>
      {words}
    </MenuItem>
  )
  return (
    <MenuTrigger>
      <AriaButton className={styles.trigger ?? ''} aria-label={`Environment: ${current.name}`}>
        <span className={styles.name}>{current.name}</span>
        <EnvironmentTag environment={current} />
        <span aria-hidden="true">▾</span>
      </AriaButton>
      <Popover className={styles.popover ?? ''} placement="bottom start">
        <Menu
          className={styles.menu ?? ''}
          aria-label="Environments"
          onAction={(key) => {
            const [kind, id = ''] = String(key).split(' ')
            if (kind === 'open') onChoose(id)
            else onCommand(id as EnvironmentCommand)
          }}
        >
          <MenuSection>
            <Header className={styles.header ?? ''}>Environments</Header>
            {environments.map((environment) => (
              <MenuItem
                key={environment.id}
                id={`open ${environment.id}`}
                textValue={environment.name}
                className={styles.item ?? ''}
              >
                <span className={styles.name}>
                  {environment.id === current.id && <span aria-label="open: ">✓ </span>}
                  {environment.name}
                </span>
                <EnvironmentTag environment={environment} />
              </MenuItem>
            ))}
          </MenuSection>
          <Separator className={styles.separator ?? ''} />
          <MenuSection aria-label="Change">
            {item('new', 'New environment…')}
            {item('duplicate', 'Duplicate this one…')}
            {item('export', 'Export this one as a file')}
            {environments.length > 1 && item('export-all', 'Export all as one file')}
            {isOwn && item('rename', 'Rename…')}
            {isOwn && item('delete', `Delete ${current.name}`)}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
