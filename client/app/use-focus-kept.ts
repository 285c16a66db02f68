import { useEffect } from 'react'

const canTakeFocus = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement && element.isConnected && element.hasAttribute('tabindex')

const ancestorsOf = (element: Element): Element[] => {
  const found: Element[] = []
  for (let each = element.parentElement; each && each !== document.body; each = each.parentElement)
    found.push(each)
  return found
}

/**
 * Keeps the keyboard where the work is. A control that goes away under the focus (a repair that was made, a step that was
 * left, a dialog without a place to return to) leaves it with the nearest part around it that can have it, else with the
 * page's main part; one that is disabled for a while gets it back.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let last: Element | undefined
    let around: Element[] = []
    let frame = 0
    let wasDisabled = false
    const isLost = () => document.activeElement === null || document.activeElement === document.body
    const keep = () => {
      if (last === undefined || !isLost()) return
      if (last.isConnected) {
        // Disabled: it may come back. Anything else that stands there was left on purpose.
        if (wasDisabled && !last.matches(':disabled') && last instanceof HTMLElement) last.focus()
        wasDisabled = last.matches(':disabled')
        return
      }
      const next = around.find(canTakeFocus) ?? document.querySelector('main')
      if (!(next instanceof HTMLElement)) return
      if (!next.hasAttribute('tabindex')) next.tabIndex = -1
      next.focus({ preventScroll: true })
    }
    // Two frames later, when a dialog has given the focus back by itself.
    const schedule = () => {
      if (last === undefined || !isLost()) return
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(keep)
      })
    }
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return
      last = target
      around = ancestorsOf(target)
      wasDisabled = false
    }
    const observer = new MutationObserver(schedule)
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled'],
    })
    document.addEventListener('focusin', remember)
    return () => {
      observer.disconnect()
      document.removeEventListener('focusin', remember)
      cancelAnimationFrame(frame)
    }
  }, [])
}
