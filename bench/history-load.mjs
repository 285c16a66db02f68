// A history of 10,000 attempts against an empty one: opening it, filtering it, and what it costs the start.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { median, runBuilt } from './run-built.mjs'
import { openPracticeAssertion, withPage } from './with-page.mjs'

const ATTEMPTS = 10_000
const STARTS = 7
const OPENINGS = 7
const BOUNDS_MS = { open: 300, filter: 100, start: 100 }
/** Each finds another number of attempts. */
const SEARCHES = [
  'attempt-9',
  'attempt-99',
  'attempt-999',
  'attempt-12',
  'attempt-123',
  'attempt-7',
  'attempt-77',
]

/** Written one by one, each on the disk; the others are copies of them in one transaction. */
const WRITTEN = 100

const fill = async (folder) => {
  await mkdir(join(folder, 'data'), { recursive: true, mode: 0o700 })
  const file = join(folder, 'data', 'history.sqlite')
  const args = ['tools/run-ts.mjs', 'bench/history-writer.ts', file, String(WRITTEN)]
  const writer = spawn(process.execPath, args, { stdio: 'ignore' })
  const [code] = await once(writer, 'close')
  if (code !== 0) throw new Error(`the writer of the history ended with ${code}`)
  const { default: Database } = await import('libsql')
  const database = new Database(file)
  const names = database
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all('attempts')
    .map(({ name }) => name)
  const copied = {
    sequence: 'sequence + :n * 100',
    id: "id || '-' || :n",
    search: "search || ' copy-' || :n",
  }
  const values = names.map(
    (name) => copied[name] ?? (name === 'row' ? `json_set(row, '$.id', ${copied.id})` : name),
  )
  const copy = database.prepare(
    `INSERT INTO attempts (${names}) SELECT ${values} FROM attempts ORDER BY sequence LIMIT ${WRITTEN}`,
  )
  database.transaction(() => {
    for (let n = 1; n < ATTEMPTS / WRITTEN; n += 1) copy.run({ n })
  })()
  database.close()
}

/** Ready lines of two data folders, taken in turn. */
const startTimes = async (empty, full) => {
  const times = { empty: [], full: [] }
  for (let run = 0; run <= STARTS; run += 1)
    for (const [name, folder] of Object.entries({ empty, full })) {
      const program = await runBuilt(folder)
      // The first start of each makes its practice keys.
      if (run > 0) times[name].push(program.readyMs)
      await program.stop()
    }
  return { empty: median(times.empty), full: median(times.full) }
}

/** In the page: milliseconds from an act to the frame in which its end is seen. */
const timeInPage = (page, act, value) =>
  page.evaluate(
    ([name, given]) =>
      new Promise((done) => {
        const { begin, isDone } = window.benchActs[name]
        const from = performance.now()
        begin(given)
        const look = () =>
          isDone() ? requestAnimationFrame(() => done(performance.now() - from)) : requestAnimationFrame(look)
        look()
      }),
    [act, value],
  )

const prepareActs = (page) =>
  page.evaluate(() => {
    const items = () => document.querySelectorAll('ul[aria-label="Attempts"] > li').length
    const title = () =>
      [...document.querySelectorAll('h2')]
        .map((each) => each.textContent)
        .find((each) => /attempts$/.test(each))
    let before
    const search = (text) => {
      const box = document.querySelector('main input')
      before = title()
      // As React hears it.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(box, text)
      box.dispatchEvent(new Event('input', { bubbles: true }))
    }
    const open = () =>
      [...document.querySelectorAll('nav a')].find(({ textContent }) => textContent === 'History').click()
    window.benchActs = {
      open: { begin: open, isDone: () => items() > 0 },
      search: { begin: search, isDone: () => title() !== before },
    }
  })

export const benchHistoryLoad = () =>
  withPage(async (page, program, folder) => {
    const opened = []
    await openPracticeAssertion(page, program.bootUrl)
    for (let run = 0; run < OPENINGS; run += 1) {
      await page
        .getByRole('navigation', { name: 'Steps' })
        .getByRole('link', { name: /Assertion/ })
        .click()
      await page.waitForURL(/assertion$/)
      await page.reload()
      await page.getByRole('status', { name: 'Signed assertion' }).waitFor()
      // As a person finds it: the page has settled, its editors stand.
      await page.locator('.monaco-editor').nth(1).waitFor()
      await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)))
      await prepareActs(page)
      opened.push(await timeInPage(page, 'open'))
    }
    const filtered = []
    for (const value of SEARCHES) filtered.push(await timeInPage(page, 'search', value))
    const empty = join(folder, 'empty')
    await mkdir(empty)
    await program.stop()
    const start = await startTimes(empty, folder)
    const row = (name, value, bound) => ({
      name: `${name} with ${ATTEMPTS.toLocaleString('en')} attempts`,
      value: `${value.toFixed(0)} ms`,
      bound: `< ${bound} ms`,
      met: value < bound,
    })
    return [
      row('history opened, first time of a page, median', median(opened), BOUNDS_MS.open),
      row('history filtered, letter to list, median', median(filtered), BOUNDS_MS.filter),
      row('later ready line than with none', start.full - start.empty, BOUNDS_MS.start),
    ]
  }, fill)
