// @vitest-environment jsdom
import { afterEach, expect, it, vi } from 'vitest'
import { screenActions } from './screen-actions.ts'

afterEach(() => {
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
})

const labelsOf = (html: string) => {
  document.body.innerHTML = html
  return screenActions(document).map(({ label }) => label)
}

it('names what can be pressed on the screen and in the verdict', () => {
  expect(
    labelsOf(`
      <header><button>Share</button></header>
      <main>
        <button>Fetch the registered
          JWKS</button>
        <button aria-label="Copy Origin">Copy</button>
        <label><input type="checkbox" role="switch"> Strict</label>
        <details><summary>10 headers</summary></details>
        <input aria-label="scope">
      </main>
      <section aria-label="Verdict"><button>Fix it</button></section>`),
  ).toEqual([
    'Here: Fetch the registered JWKS',
    'Here: Copy Origin',
    'Here: Strict',
    'Here: 10 headers',
    'Here: Fix it',
  ])
})

it('leaves out what cannot be pressed, has no name or was named before', () => {
  expect(
    labelsOf(`
      <main>
        <button disabled>Compare the two</button>
        <button aria-disabled="true">Send</button>
        <div hidden><button>Not here</button></div>
        <button></button>
        <button>Delete</button><button>Delete</button>
      </main>`),
  ).toEqual(['Here: Delete'])
})

it('presses it once the palette has gone, and only where it still stands', () => {
  const frames: FrameRequestCallback[] = []
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame))
  document.body.innerHTML = '<main><button>One</button><button>Two</button></main>'
  const pressed = vi.fn<(name: string) => void>()
  document.addEventListener('click', ({ target }) => pressed((target as Element).textContent), { once: true })
  const [one, two] = screenActions(document)
  one?.run()
  two?.run()
  expect(pressed).not.toHaveBeenCalled()
  document.querySelector('button')?.remove()
  frames.forEach((frame) => frame(0))
  expect(pressed.mock.calls).toEqual([['Two']])
})
