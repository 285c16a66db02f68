import type { Action } from './actions.ts'

/** What a person can press; a field is reached by Tab and is no action. */
const PRESSABLE = 'button, [role="button"], [role="switch"], input[type="checkbox"], summary'
/** The parts that change with the screen; what stands around them has an action of its own. */
const PARTS = 'main, section[aria-label="Verdict"]'

const nameOf = (element: HTMLElement): string => {
  const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
  const label = labels.map(({ textContent }) => textContent).join(' ')
  return (element.getAttribute('aria-label') ?? (label || element.textContent)).replace(/\s+/g, ' ').trim()
}

/**
 * Everything that can be pressed on the open screen, by its name, each name once: so the palette has every action without
 * that a screen lists its own a second time. Taken before the palette stands, which hides the rest of the page.
 */
export function screenActions(root: ParentNode): Action[] {
  const named = new Map<string, HTMLElement>()
  for (const element of root.querySelectorAll<HTMLElement>(PRESSABLE)) {
    const isHere = element.closest(PARTS) !== null && !element.matches(':disabled, [aria-disabled="true"]')
    const name = isHere && element.closest('[hidden], [aria-hidden="true"]') === null ? nameOf(element) : ''
    if (name !== '' && !named.has(name)) named.set(name, element)
  }
  return [...named].map(([name, element], index) => ({
    id: `here-${index}`,
    label: `Here: ${name}`,
    run: () => press(element),
  }))
}

/** A frame later, when the palette has gone and given the focus back. */
function press(element: HTMLElement): void {
  requestAnimationFrame(() => {
    if (!element.isConnected) return
    element.focus()
    element.click()
  })
}
