import { EnvironmentSwitcher } from '../features/environments/environment-switcher.tsx'
import { Brand } from '../ui/brand/brand.tsx'
import { Kbd } from '../ui/kbd/kbd.tsx'
import type { FrameProps } from './frame.tsx'
import styles from './frame.module.css'
import { placeHref, type Screen } from './place.ts'

/** Where the bar has no room for the words. */
const ICONS = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 0 0 0-9M10.4 10.4 14 14',
  mask: 'M2 5V3.5A1.5 1.5 0 0 1 3.5 2H5M11 2h1.5A1.5 1.5 0 0 1 14 3.5V5M14 11v1.5a1.5 1.5 0 0 1-1.5 1.5H11M5 14H3.5A1.5 1.5 0 0 1 2 12.5V11M4.5 8h7',
  share: 'M8 10V2.5M5 5l3-2.7L11 5M3.5 8.5v4a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1v-4',
  ledger: 'M2.5 4h11M2.5 8h11M2.5 12h7',
}

function Icon({ name }: { readonly name: keyof typeof ICONS }) {
  return (
    <svg className={styles.icon} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d={ICONS[name]} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  )
}

interface TopBarProps extends FrameProps {
  readonly show: (screen: Screen) => void
  readonly openPalette: () => void
  readonly isMasked: boolean
  readonly toggleMask: () => void
  readonly share: (() => void) | undefined
}

export function TopBar(props: TopBarProps) {
  const { environment, environments, place, theme, toggleTheme } = props
  return (
    <header className={styles.top}>
      <Brand />
      <EnvironmentSwitcher
        environments={environments}
        current={environment}
        onChoose={props.onOpen}
        onCommand={props.onCommand}
      />
      <span className={styles.space} />
      <button type="button" className={styles.plain} onClick={props.openPalette}>
        <Icon name="search" />
        <span className={styles.word}>Search</span> <Kbd>Ctrl K</Kbd>
      </button>
      <button
        type="button"
        className={styles.plain}
        aria-pressed={props.isMasked}
        title="Masks everything on the page, so that a screenshot is safe (S)"
        onClick={props.toggleMask}
      >
        <Icon name="mask" />
        <span className={styles.word}>Screenshot mode</span>
      </button>
      <button
        type="button"
        className={styles.plain}
        disabled={props.share === undefined}
        title={props.share === undefined ? 'Send a request first; then its attempt can be shared' : undefined}
        onClick={props.share}
      >
        <Icon name="share" />
        <span className={styles.word}>Share</span>
      </button>
      <a
        className={styles.plain}
        href={placeHref({ environmentId: environment.id, screen: 'ledger' })}
        aria-current={place.screen === 'ledger' ? 'page' : undefined}
      >
        <Icon name="ledger" />
        <span className={styles.word}>Ledger</span>
      </a>
      <button
        type="button"
        className={styles.plain}
        aria-label={theme === 'dark' ? 'Use light colours' : 'Use dark colours'}
        onClick={toggleTheme}
      >
        <span aria-hidden="true">{theme === 'dark' ? '☀' : '☾'}</span>
      </button>
    </header>
  )
}
