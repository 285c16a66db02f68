import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { saveEnvironment, type Environment } from '../shared/contract/environments.ts'
import { listKeys } from '../shared/contract/keys.ts'
import type { Operation, RequestOf } from '../shared/contract/operation.ts'
import { fetchDocument } from '../shared/contract/token-requests.ts'
import { makeFolder, runWorkbench, type Workbench } from './support/run-workbench.ts'
import { expect, test } from './support/test.ts'
import { timeToPaint, watchKeystrokes } from './support/time-to-paint.ts'
import { at, openPractice, sendAndExpect } from './support/workbench-page.ts'

const BOUND_MS = 150
/** What the page needs is the shortest of so many tries: whatever else this machine does can only add to it. */
const MAX_TRIES = 16

const TOKEN_URL = 'https://ehr.example.test/oauth2/token'
const FHIR_BASE = 'https://ehr.example.test/fhir/r4'
const CLIENT_ID = '4f1c09d2-77b0-4c55-9e1d-0b6c2f7a9e9e'
const KID = 'hospital-2026'

interface Mistake {
  readonly what: string
  readonly rule: string
  /** As the verdict names the place. */
  readonly where: string
  readonly environment: 'hospital' | 'hospital-ec' | 'hospital-fapi2'
  readonly make: (page: Page) => Promise<void>
}

const field = (page: Page, name: RegExp) => page.getByRole('combobox', { name })
const editor = (page: Page, name: 'Header' | 'Payload') =>
  page.getByRole('textbox', { name: new RegExp(`^${name}, JSON\\. Tab`) })
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
const times = (count: number, key: string): string[] => Array.from({ length: count }, () => key)

/** Everything but the last character at once, then that one as a keystroke. */
const retype = async (page: Page, name: RegExp, value: string) => {
  await field(page, name).fill(value.slice(0, -1))
  await press(page, 'End')
  await page.keyboard.type(value.slice(-1))
}
/** Puts the caret behind the last character of a line of an editor, counted from 0. */
const endOfLine = async (page: Page, name: 'Header' | 'Payload', line: number) => {
  await editor(page, name).focus()
  await press(page, 'ControlOrMeta+Home', ...times(line, 'ArrowDown'), 'End')
}
const EXP_LINE = 6

const MISTAKES: readonly Mistake[] = [
  {
    what: 'one slash too many',
    rule: 'payload-aud-trailing-slash',
    where: 'payload.aud',
    environment: 'hospital',
    make: async (page) => {
      await field(page, /^aud/).focus()
      await press(page, 'End', '/')
    },
  },
  {
    what: 'http for https',
    rule: 'payload-aud-scheme',
    where: 'payload.aud',
    environment: 'hospital',
    make: async (page) => {
      await field(page, /^aud/).focus()
      await press(page, 'Home', ...times(5, 'ArrowRight'), 'Backspace')
    },
  },
  {
    what: 'the FHIR base as aud',
    rule: 'payload-aud-is-fhir-base',
    where: 'payload.aud',
    environment: 'hospital',
    make: (page) => retype(page, /^aud/, FHIR_BASE),
  },
  {
    what: 'milliseconds',
    rule: 'payload-date-milliseconds',
    where: 'payload.exp',
    environment: 'hospital',
    make: async (page) => {
      await endOfLine(page, 'Payload', EXP_LINE)
      await page.keyboard.type('000')
    },
  },
  {
    what: 'kid with O for o',
    rule: 'header-kid-not-in-jwks',
    where: 'header.kid',
    environment: 'hospital',
    make: async (page) => {
      await field(page, /^kid/).focus()
      await press(page, 'Home', 'ArrowRight', 'Delete', 'Shift+O')
    },
  },
  {
    what: 'a zero-width space in iss',
    rule: 'payload-hidden-characters',
    where: 'payload.iss',
    environment: 'hospital',
    make: async (page) => {
      await field(page, /^iss and sub/).focus()
      await press(page, 'End')
      await page.keyboard.insertText('\u200b')
    },
  },
  {
    what: 'RS384 with a P-256 key',
    rule: 'header-alg-key-mismatch',
    where: 'header.alg',
    environment: 'hospital-ec',
    make: async (page) => {
      await endOfLine(page, 'Header', 1)
      await press(page, 'ArrowLeft', 'ArrowLeft', ...times(5, 'Shift+ArrowLeft'))
      await page.keyboard.type('RS384')
    },
  },
  {
    what: 'exp six minutes ahead',
    rule: 'payload-exp-too-far',
    where: 'payload.exp',
    environment: 'hospital',
    make: async (page) => {
      const lifetime = page.getByRole('textbox', { name: /^Lifetime/ })
      await lifetime.fill('36')
      await press(page, 'End', '0', 'Enter')
    },
  },
  {
    what: 'a duplicate member',
    rule: 'assertion-duplicate-member',
    where: 'payload.sub',
    environment: 'hospital',
    make: async (page) => {
      await endOfLine(page, 'Payload', EXP_LINE)
      await page.keyboard.insertText(`,"sub":"${CLIENT_ID}"`)
    },
  },
  {
    what: 'typ missing',
    rule: 'header-typ-missing',
    where: 'header.typ',
    environment: 'hospital',
    make: async (page) => {
      await endOfLine(page, 'Header', 2)
      await press(page, 'Home', 'Shift+ArrowDown', 'Delete')
    },
  },
  {
    what: 'the token URL as aud under RFC 10070',
    rule: 'payload-aud-is-token-url',
    where: 'payload.aud',
    environment: 'hospital-fapi2',
    make: (page) => retype(page, /^aud/, TOKEN_URL),
  },
]

const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' })

/** A hospital with an RSA and a P-256 key, its JWK Set served on this computer and fetched. */
const withHospital = async (run: (workbench: Workbench, jwksUrl: string) => Promise<void>) => {
  const [rsa, ec] = [
    generateKeyPairSync('rsa', { modulusLength: 2_048 }),
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ]
  const jwk = (key: KeyObject, kid: string) => ({ ...key.export({ format: 'jwk' }), kid, use: 'sig' })
  const jwks = JSON.stringify({ keys: [jwk(rsa.publicKey, KID), jwk(ec.publicKey, `${KID}-ec`)] })
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'max-age=300' })
    response.end(jwks)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const folder = await makeFolder()
  await mkdir(join(folder, 'secrets'))
  await writeFile(join(folder, 'secrets', 'hospital.pem'), pem(rsa.privateKey), { mode: 0o600 })
  await writeFile(join(folder, 'secrets', 'hospital-ec.pem'), pem(ec.privateKey), { mode: 0o600 })
  const workbench = await runWorkbench({ folder })
  try {
    await run(workbench, `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`)
  } finally {
    await workbench.stop()
    server.close()
  }
}

/** Calls an operation as the open page does, with its token. */
const callFromPage = <T extends Operation>(page: Page, operation: T, input: RequestOf<T>): Promise<unknown> =>
  page.evaluate(
    async ([method, path, body]) => {
      const token = sessionStorage.getItem('countersign-session') ?? ''
      const headers = { 'x-workbench-token': token, 'content-type': 'application/json' }
      const answer = await fetch(path, { method, headers, ...(body !== '' && { body }) })
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
      return answer.json() as Promise<unknown>
    },
    [operation.method, operation.path, operation.method === 'GET' ? '' : JSON.stringify(input)] as const,
  )

const register = async (page: Page, jwksUrl: string) => {
  const { keys } = listKeys.response.parse(await callFromPage(page, listKeys, {}))
  const add = async (id: string, keyName: string, profile: string) => {
    const keyId = keys.find(({ name }) => name === keyName)?.id ?? ''
    const environment: Environment = {
      id,
      name: id,
      profile,
      origin: 'user',
      keyId,
      settings: {
        label: 'practice',
        clientId: CLIENT_ID,
        tokenEndpoint: TOKEN_URL,
        issuer: 'https://ehr.example.test/oauth2',
        fhirBaseUrl: FHIR_BASE,
        registration: { keyMode: 'jwks-url', jwksUrl },
      },
    }
    await callFromPage(page, saveEnvironment, { environment })
    const confirm = [`private-target ${new URL(jwksUrl).host}`]
    await callFromPage(page, fetchDocument, { environmentId: id, kind: 'jwks', url: jwksUrl, confirm })
  }
  await add('hospital', 'hospital.pem', 'smart-generic')
  await add('hospital-ec', 'hospital-ec.pem', 'smart-generic')
  await add('hospital-fapi2', 'hospital-ec.pem', 'rfc10070-fapi2')
}

const finding = (page: Page, rule: string) => at(page).verdict.locator(`[data-rule="${rule}"]`)

/** Makes the mistake, times the finding, looks at its place, and has it repaired. */
const makeAndRepair = async (page: Page, { rule, where, make }: Omit<Mistake, 'environment' | 'what'>) => {
  const tookMs = await timeToPaint(page, `[data-rule="${rule}"]`, () => make(page))
  const card = finding(page, rule)
  await expect(card).toContainText(where)
  const [part, member] = where.split('.')
  const texts = page.getByRole('region', { name: part === 'header' ? 'Header' : 'Payload' })
  await expect(texts.locator('[class*="squiggly-"]').first()).toBeAttached()
  await card.getByRole('button', { name: /^Fix it/ }).click()
  await expect(card, member).toHaveCount(0)
  return tookMs
}

/** Makes and repairs the mistake until the finding came in time once. */
const expectInTime = async (page: Page, what: string, mistake: Parameters<typeof makeAndRepair>[1]) => {
  const took: number[] = []
  do took.push(await makeAndRepair(page, mistake))
  while (Math.min(...took) >= BOUND_MS && took.length < MAX_TRIES)
  test
    .info()
    .annotations.push({ type: what, description: took.map((ms) => `${ms.toFixed(0)} ms`).join(', ') })
  expect(Math.min(...took), what).toBeLessThan(BOUND_MS)
}

const openAssertion = async (page: Page, environment: string) => {
  await page.goto(`${new URL(page.url()).origin}/#/${environment}/assertion`)
  await expect(at(page).signed).toContainText(/^e.+\..+\./)
  await expect(editor(page, 'Payload')).toBeVisible()
}

test('eleven mistakes made by hand are named at their place within 150 ms and repaired with one click', async ({
  page,
  complaints,
}) => {
  test.setTimeout(180_000)
  await withHospital(async (workbench, jwksUrl) => {
    await openPractice(page, workbench)
    await register(page, jwksUrl)
    await page.reload()
    await watchKeystrokes(page)
    for (const { what, environment, ...mistake } of MISTAKES) {
      await openAssertion(page, environment)
      await expectInTime(page, what, mistake)
    }
    await page.goto('about:blank')
  })
  // An alg that does not fit the key is not signed with, and Chromium logs that refusal by itself.
  const expected = complaints.filter((line) => !line.includes('status of 422'))
  complaints.splice(0, complaints.length, ...expected)
})

test('a jti that was sent before is named within 150 ms and renewed with one click', async ({
  page,
  workbench,
}) => {
  await openPractice(page, workbench)
  await watchKeystrokes(page)
  await page.getByRole('checkbox', { name: /Renew jti/ }).uncheck()
  const jti = page.getByRole('textbox', { name: 'jti' })
  await jti.fill('used-once-0001')
  await sendAndExpect(page, 200)
  await at(page).step('Assertion').click()
  const make = async () => {
    await jti.fill('used-once-000')
    await press(page, 'End', '1')
  }
  await expect(finding(page, 'payload-jti-reused')).toBeVisible()
  await finding(page, 'payload-jti-reused')
    .getByRole('button', { name: /^Fix it/ })
    .click()
  await expect(finding(page, 'payload-jti-reused')).toHaveCount(0)
  await expectInTime(page, 'jti reused', { rule: 'payload-jti-reused', where: 'payload.jti', make })
})
