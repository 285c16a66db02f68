import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  dataFilesOf,
  huntFor,
  listenToBrowser,
  practiceKeysOf,
  type Seen,
} from './support/hunt-private-keys.ts'
import { expect, test } from './support/test.ts'
import { at, openPractice, sendAndExpect } from './support/workbench-page.ts'

const PASSPHRASE = 'correct horse battery staple'
const pem = (key: KeyObject, more: object = {}): string =>
  key.export({ type: 'pkcs8', format: 'pem', ...more }).toString()
const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey

const SECRETS = {
  'rsa.pem': pem(rsa()),
  'damaged.pem': pem(rsa()).replaceAll('\n', '\\n'),
  'locked.pem': pem(rsa(), { cipher: 'aes-256-cbc', passphrase: PASSPHRASE }),
  'ec.jwk': JSON.stringify({ ...ec.export({ format: 'jwk' }), kid: 'ec-1' }),
}

test('the hunt finds a private key in every spelling, and nothing in a public one', () => {
  const hunt = huntFor(SECRETS, PASSPHRASE)
  const text = (value: string): Seen[] => [{ where: 'here', text: value }]
  const { d = '' } = ec.export({ format: 'jwk' })
  const bytes = Buffer.from(d, 'base64url')
  for (const spelling of [
    SECRETS['rsa.pem'],
    JSON.stringify({ pem: SECRETS['rsa.pem'] }),
    SECRETS['damaged.pem'],
    d,
    bytes.toString('hex'),
    bytes.toString('latin1'),
    ec.export({ type: 'sec1', format: 'der' }).toString('base64url'),
  ])
    expect(hunt(text(spelling)), spelling.slice(0, 60)).toHaveLength(1)
  const { x, y } = ec.export({ format: 'jwk' })
  expect(hunt(text(JSON.stringify({ kty: 'EC', x, y })))).toEqual([])
})

test.describe('no byte of a private key leaves the program', () => {
  test.use({ runOptions: { secrets: SECRETS } })

  test('in an answer, the page, the console, the log or what is kept', async ({
    page,
    context,
    workbench,
    complaints,
  }) => {
    const heard = listenToBrowser(context)
    const seen: Seen[] = []
    const look = async (where: string) => seen.push({ where, text: await page.content() })
    const { step } = at(page)

    await openPractice(page, workbench)
    await step('Key').click()
    for (const name of ['rsa.pem', 'ec.jwk', 'damaged.pem']) {
      await page.getByRole('radio', { name: new RegExp(`^${name}`) }).click()
      await expect(page.getByRole('region', { name, exact: true })).toBeVisible()
      await look(`the Key step with ${name}`)
    }
    await page.getByRole('radio', { name: /locked\.pem/ }).click()
    for (const passphrase of ['wrong', PASSPHRASE]) {
      await page.getByLabel('Passphrase').fill(passphrase)
      await page.getByRole('button', { name: 'Open the key' }).click()
      const outcome =
        passphrase === 'wrong'
          ? page.getByText(/passphrase does not/i)
          : page.getByRole('button', { name: 'Lock', exact: true })
      await expect(outcome).toBeVisible()
      await look(`the Key step after the passphrase ${passphrase.slice(0, 5)}`)
    }
    // Chromium logs the refused passphrase by itself.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('status of 422')])
    await page.getByRole('radio', { name: /practice-rsa/ }).click()
    await step('Assertion').click()
    await expect(at(page).signed).toContainText(/^e.+\..+\./)
    await sendAndExpect(page, 200)
    await look('the Answer step')
    await page.getByRole('link', { name: 'Ledger' }).click()
    await expect(page.getByRole('table').first()).toContainText('rsa.pem')
    await look('the Ledger')

    const hunt = huntFor({ ...SECRETS, ...(await practiceKeysOf(workbench)) }, PASSPHRASE)
    const answers = await heard()
    expect(answers.filter(({ where }) => where.includes('/api/')).length).toBeGreaterThan(10)
    const everything = [
      ...seen,
      ...answers,
      ...(await dataFilesOf(workbench)),
      { where: 'the log', text: workbench.logText() },
      { where: 'standard output', text: workbench.outputLines().join('\n') },
    ]
    expect(hunt(everything)).toEqual([])
    expect(everything.filter(({ text }) => text.includes(PASSPHRASE)).map(({ where }) => where)).toEqual([])
  })
})

test('what is built holds no private key of anybody', async () => {
  const dist = resolve(import.meta.dirname, '../dist')
  const entries = await readdir(dist, { withFileTypes: true, recursive: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  expect(files.length).toBeGreaterThan(10)
  const PRIVATE = /-----BEGIN [A-Z ]*PRIVATE KEY-----(\\n|\s)*[A-Za-z0-9+/]{40}|"d"\s*:\s*"[\w-]{40}/
  for (const file of files) expect(PRIVATE.test(await readFile(file, 'latin1')), file).toBe(false)
  const page = files.filter((file) => file.startsWith(join(dist, 'client')))
  // A word of the signer's own: the page may print `createPrivateKey` in an exported script, never sign by itself.
  const SIGNER = 'ieee-p1363'
  const holders: string[] = []
  for (const file of files) if ((await readFile(file, 'latin1')).includes(SIGNER)) holders.push(file)
  expect(holders.length).toBeGreaterThan(0)
  expect(holders.filter((file) => page.includes(file))).toEqual([])
})
