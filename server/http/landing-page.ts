import type { IRouter } from 'express'

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

const page = (title: string, paragraphs: readonly string[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title} - Countersign</title>
<h1>${title}</h1>
${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}
<p><a href="/">Go to the workbench</a></p>
</html>
`

type Query = Readonly<Record<string, unknown>>

/** Each parameter that is there, named and escaped; a repeated one shows each of its values. */
const shown = (query: Query, names: readonly string[]): string[] =>
  names.flatMap((name) => {
    const value = query[name]
    const values = Array.isArray(value) ? value : [value]
    return values
      .filter((each): each is string => typeof each === 'string')
      .map((each) => `${name}: <code>${escape(each)}</code>`)
  })

const launchPage = (query: Query): string => {
  const values = shown(query, ['iss', 'launch'])
  const what =
    values.length === 0
      ? ['An EHR launch brings the parameters iss and launch; this request has neither.']
      : ['An EHR started a launch with these values. Nothing was fetched.', ...values]
  return page('EHR launch received', what)
}

/** The code itself stays in the address: it is worth a token for a minute, and this page may be looked at. */
const callbackPage = (query: Query): string => {
  const errors = shown(query, ['error', 'error_description', 'error_uri'])
  if (errors.length > 0) return page('The authorization server answered with an error', errors)
  if (query['code'] === undefined) {
    return page('Redirect received', ['The redirect carries neither a code nor an error.'])
  }
  return page('A code arrived', [
    'An authorization code is in the address of this page. It works once and for a short time.',
    'To exchange it, choose the flow authorization_code on the Request step and paste the code there.',
  ])
}

/** Where an EHR and an authorization server send the browser: readable by anybody, without any effect here. */
export const mountLandingPages = (router: IRouter): void => {
  router.get('/launch', (req, res) => void res.type('html').send(launchPage(req.query)))
  router.get('/callback', (req, res) => void res.type('html').send(callbackPage(req.query)))
}
