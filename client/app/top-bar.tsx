import { EnvironmentSwitcher } from '../features/environments/environment-switcher.tsx'
import { Kbd } from '../ui/kbd/kbd.tsx'
import type { FrameProps } from './frame.tsx'
import styles from './frame.module.css'
import { placeHref, type Screen } from './place.ts'

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
      <span className={styles.brand}>
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <rect x="1" y="1" width="14" height="14" rx="3" fill="none" stroke="currentColor" strokeWidth="2" />
          <path d="M4.5 8.2 7 10.6l4.5-5" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
        <span className={styles.brandName}>Countersign</span>
      </span>
      <EnvironmentSwitcher
        environments={environments}
        current={environment}
        onChoose={props.onOpen}
        onCommand={props.onCommand}
      />
      <span className={styles.space} />
      <button type="button" className={styles.plain} onClick={props.openPalette}>
        Search <Kbd>Ctrl K</Kbd>
      </button>
      <button
        type="button"
        className={styles.plain}
        aria-pressed={props.isMasked}
        title="Masks everything on the page, so that a screenshot is safe (S)"
        onClick={props.toggleMask}
      >
        Screenshot mode
      </button>
      <button
        type="button"
        className={styles.plain}
        disabled={props.share === undefined}
        title={props.share === undefined ? 'Send a request first; then its attempt can be shared' : undefined}
        onClick={props.share}
      >
        Share
      </button>
      <a
        className={styles.plain}
        href={placeHref({ environmentId: environment.id, screen: 'ledger' })}
        aria-current={place.screen === 'ledger' ? 'page' : undefined}
      >
        Ledger
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
