import type { Environment } from '../../shared/contract/environments.ts'
import type { EnvironmentCommand } from '../features/environments/environment-switcher.tsx'
import type { Action } from '../features/palette/actions.ts'
import { STEPS, type Screen, type Step } from './place.ts'
import type { Theme } from './use-theme.ts'

export const STEP_NAMES: Readonly<Record<Step, string>> = {
  server: 'Server',
  key: 'Key',
  assertion: 'Assertion',
  launch: 'Launch',
  request: 'Request',
  answer: 'Answer',
}

export interface PageActionParts {
  readonly environment: Environment
  readonly environments: readonly Environment[]
  readonly theme: Theme
  readonly toggleTheme: () => void
  readonly onOpen: (id: string) => void
  readonly onCommand: (command: EnvironmentCommand) => void
  readonly show: (screen: Screen) => void
  readonly send: () => void
  readonly renew: () => void
  readonly pasteJwt: () => void
  readonly openPalette: () => void
  readonly isMasked: boolean
  readonly toggleMask: () => void
  /** Only where there is an attempt. */
  readonly share: (() => void) | undefined
  readonly openShortcuts: () => void
  /** Only where the practice server is there. */
  readonly startTour: (() => void) | undefined
  /** Only where the verdict is a drawer. */
  readonly showVerdict: (() => void) | undefined
}

/** Everything that the page can do, once; the palette lists it and the shortcuts run it. */
export function pageActions(parts: PageActionParts): Action[] {
  const { environment, environments, show, onCommand } = parts
  const isOwn = environment.origin === 'user'
  const { name } = environment
  return [
    { id: 'send', label: 'Sign and send', keys: 'Ctrl Enter', run: parts.send },
    { id: 'renew', label: 'Renew jti, iat and exp now', run: parts.renew },
    { id: 'paste-jwt', label: 'Paste a JWT into header and payload', run: parts.pasteJwt },
    ...STEPS.map((step, index) => ({
      id: step,
      label: `Go to step ${index + 1}, ${STEP_NAMES[step]}`,
      keys: String(index + 1),
      run: () => show(step),
    })),
    { id: 'paste', label: 'Paste what failed', run: () => show('paste') },
    { id: 'listen', label: 'Listen in the place of the server', run: () => show('listen') },
    { id: 'rules', label: 'Open the rules', run: () => show('rules') },
    { id: 'history', label: 'Open the history', run: () => show('history') },
    { id: 'compare', label: 'Compare two attempts', keys: 'D', run: () => show('compare') },
    {
      id: 'screenshot',
      label: parts.isMasked ? 'Leave screenshot mode' : 'Screenshot mode: mask everything',
      keys: 'S',
      run: parts.toggleMask,
    },
    ...(parts.share ? [{ id: 'share', label: 'Share this attempt', run: parts.share }] : []),
    { id: 'practice', label: 'Open the practice server', run: () => show('practice') },
    ...(parts.startTour ? [{ id: 'tour', label: 'Practice tour, four steps', run: parts.startTour }] : []),
    { id: 'ledger', label: 'Open the ledger', run: () => show('ledger') },
    ...(parts.showVerdict ? [{ id: 'verdict', label: 'Show the verdict', run: parts.showVerdict }] : []),
    ...environments
      .filter(({ id }) => id !== environment.id)
      .map(({ id, name: other }) => ({
        id: `open-${id}`,
        label: `Open environment ${other}`,
        run: () => parts.onOpen(id),
      })),
    { id: 'new', label: 'New environment', run: () => onCommand('new') },
    { id: 'export', label: `Export environment ${name} as a file`, run: () => onCommand('export') },
    { id: 'export-all', label: 'Export all environments as one file', run: () => onCommand('export-all') },
    { id: 'duplicate', label: `Duplicate environment ${name}`, run: () => onCommand('duplicate') },
    ...(isOwn
      ? [
          { id: 'rename', label: `Rename environment ${name}`, run: () => onCommand('rename') },
          { id: 'delete', label: `Delete environment ${name}`, run: () => onCommand('delete') },
        ]
      : []),
    {
      id: 'theme',
      label: parts.theme === 'dark' ? 'Use light colours' : 'Use dark colours',
      run: parts.toggleTheme,
    },
    { id: 'palette', label: 'Search actions', keys: 'Ctrl K', run: parts.openPalette },
    { id: 'shortcuts', label: 'Keyboard shortcuts', keys: '?', run: parts.openShortcuts },
  ]
}
