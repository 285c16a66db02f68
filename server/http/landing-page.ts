import type { IncomingMessage } from 'node:http'
import type { IRouter } from 'express'
import { parseForm, rawQuery } from '../../shared/facts/http-facts.ts'
import type { Login } from '../../shared/contract/logins.ts'
import type { EnvironmentStore } from '../services/ports.ts'
import type { Logins } from '../services/logins.ts'
import { REFUSED_REDIRECTS } from '../services/refused-redirects.ts'
import { LANDING_STYLE } from './landing-style.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Control and direction-changing characters would let a value pretend to be another. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

const escape = (text: string): string =>
  text
    .slice(0, 2_048)
    .replace(UNPRINTABLE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char)

interface PageContent {
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly values?: readonly (readonly [string, string])[]
  /** Where the button leads, below this program's own `/`. */
  readonly href?: string
  readonly action?: string
}

const page = ({
  title,
  paragraphs,
  values = [],
  href = '/',
  action = 'Go to the workbench',
}: PageContent): string =>
  `<!doctype html>
<html lang="en">
<head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)} - Countersign</title>
<style>${LANDING_STYLE}</style></head>
<body><main>
<p class="note">Countersign</p>
<h1>${escape(title)}</h1>
${paragraphs.map((text) => `<p>${escape(text)}</p>`).join('\n')}
${values.length === 0 ? '' : `<dl>${values.map(([name, value]) => `<dt>${escape(name)}</dt><dd><code>${value === '' ? '(empty)' : escape(value)}</code></dd>`).join('\n')}</dl>`}
<p><a class="go" href="${escape(href)}">${escape(action)}</a></p>
</main></body>
</html>
`

/** Each parameter that is there; a repeated one shows each of its values. */
const shown = (target: string, names: readonly string[]): [string, string][] =>
  parseForm(rawQuery(target).text).flatMap(({ name, value, rawValue }): [string, string][] =>
    names.includes(name) ? [[name, value ?? rawValue]] : [],
  )

const launchPage = (target: string): string => {
  const values = shown(target, ['iss', 'launch'])
  if (values.length === 0)
    return page({
      title: 'EHR launch received',
      paragraphs: ['An EHR launch brings the parameters iss and launch; this request has neither.'],
    })
  const query = values
    .map(([name, value]) => `${name}=${encodeURIComponent(value.slice(0, 2_048))}`)
    .join('&')
  return page({
    title: 'EHR launch received',
    paragraphs: ['An EHR started a launch with these values. Nothing was fetched and nothing was kept.'],
    values,
    href: `/#/launch?${query}`,
    action: 'Go on in the workbench',
  })
}

/** The code itself is never on the page: it is worth a token for a minute, and this page may be looked at. */
function takenPage({ environmentId, callback }: Login, name: string): string {
  const href = `/#/${environmentId}/launch`
  const more: [string, string][] = callback?.iss === undefined ? [] : [['iss', callback.iss]]
  const goBack = 'The tab that waits in the workbench knows already; this one can be closed.'
  if (callback?.error !== undefined)
    return page({
      title: 'The authorization server answered with an error',
      paragraphs: [`Environment: ${name}.`, `What it means stands in the workbench. ${goBack}`],
      values: [
        ['error', callback.error],
        ...(callback.errorDescription === undefined
          ? []
          : [['error_description', callback.errorDescription] as [string, string]]),
        ...(callback.errorUri === undefined ? [] : [['error_uri', callback.errorUri] as [string, string]]),
        ...more,
      ],
      href,
    })
  return page({
    title: 'A code arrived',
    paragraphs: [
      `Environment: ${name}.`,
      `The state is the one of this login. The code is kept by the program and ready in the step Request. ${goBack}`,
    ],
    values: more,
    href,
  })
}

/** A browser that only guesses that somebody will go there (Sec-Purpose, and the older names of it). */
const isPrefetch = ({ headers }: IncomingMessage): boolean =>
  ['sec-purpose', 'purpose', 'x-moz', 'x-purpose'].some((name) =>
    /prefetch|preview/i.test(String(headers[name] ?? '')),
  )

export interface LandingParts {
  readonly logins: Logins
  readonly environments: EnvironmentStore
}

/**
 * Where an EHR and an authorization server send the browser. `/launch` has no effect at all. `/callback` stands on the
 * state alone: only the redirect of a login that waits changes anything, and only once.
 */
export const mountLandingPages = (router: IRouter, { logins, environments }: LandingParts): void => {
  router.get('/launch', (req, res) => void res.type('html').send(launchPage(req.originalUrl)))
  router.get('/callback', (req, res) => {
    if (isPrefetch(req)) return void res.status(503).type('html').send(notReadPage)
    const result = logins.receive(req.originalUrl)
    if (result.kind === 'taken') {
      const name = environments.list().find(({ id }) => id === result.login.environmentId)?.name
      return void res.type('html').send(takenPage(result.login, name ?? 'deleted'))
    }
    const { status, why } = REFUSED_REDIRECTS[result.why]
    const values = shown(req.originalUrl, ['error', 'error_description', 'error_uri', 'iss'])
    const html = page({ title: 'This redirect was not taken', paragraphs: [why], values })
    res.status(status).type('html').send(html)
  })
}

const notReadPage = page({
  title: 'Nothing was read',
  paragraphs: ['A browser asked for this address ahead of time. Open it to have the redirect taken.'],
})
