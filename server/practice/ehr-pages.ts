import { createHash, randomBytes } from 'node:crypto'
import { Router } from 'express'
import { CLIENT_ID } from './provider-configuration.ts'
import { PAGE_STYLE, renderPage, sendPage } from './page.ts'
import type { PracticePlaces } from './places.ts'

const SCOPE = 'launch/patient openid fhirUser patient/*.rs offline_access'
/** How many by-hand requests are remembered; the oldest is forgotten first. */
const MAX_PENDING = 50

const randomText = () => randomBytes(32).toString('base64url')

/** The page from which an EHR would launch the app, and the way to a code that a person carries over by hand. */
export const makeEhrPages = (places: PracticePlaces, workbenchOrigin: string): Router => {
  const verifierByState = new Map<string, string>()
  const router = Router()

  router.get('/practice.css', (_req, res) => void res.type('css').send(PAGE_STYLE))

  router.get('/ehr', (_req, res) => {
    const launch = new URLSearchParams({
      iss: places.fhirBaseUrl,
      launch: randomBytes(16).toString('base64url'),
    })
    const html = renderPage({
      title: 'Practice EHR',
      paragraphs: [
        'This page plays the part of an electronic health record. The user "example" is signed in and the patient ' +
          '"example" is open. Nothing here is real, and everything is forgotten when Countersign ends.',
      ],
      sections: [
        {
          title: 'Launch from the EHR',
          text: 'Opens the workbench as an EHR would: with iss, the FHIR base, and launch, an opaque value of this launch.',
          link: { href: `${workbenchOrigin}/launch?${launch.toString()}`, text: 'Launch the app' },
        },
        {
          title: 'Get a code to paste',
          text:
            'Runs an authorization request with PKCE from this side and shows the code, the redirect_uri and the ' +
            'code_verifier to carry over by hand. The code is good for five minutes and one use.',
          link: { href: '/ehr/start', text: 'Get a code' },
        },
      ],
    })
    sendPage(res, html)
  })

  router.get('/ehr/start', (_req, res) => {
    const state = randomText()
    const verifier = randomText()
    verifierByState.set(state, verifier)
    for (const oldest of verifierByState.keys()) {
      if (verifierByState.size <= MAX_PENDING) break
      verifierByState.delete(oldest)
    }
    const url = new URL(places.authorizationEndpoint)
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: CLIENT_ID,
      redirect_uri: places.codePageUrl,
      scope: SCOPE,
      aud: places.fhirBaseUrl,
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString()
    res.redirect(303, url.href)
  })

  router.get('/ehr/code', (req, res) => {
    const { code, state, error, error_description: description } = req.query
    const verifier = typeof state === 'string' ? verifierByState.get(state) : undefined
    if (typeof code !== 'string' || verifier === undefined) {
      const told = [error, description].filter((part) => typeof part === 'string').join(': ')
      const html = renderPage({
        title: 'No code arrived',
        paragraphs: [
          told || 'This address is reached at the end of a request that starts on the practice EHR page.',
        ],
        sections: [
          { title: 'Try again', text: '', link: { href: '/ehr', text: 'Back to the practice EHR' } },
        ],
      })
      return sendPage(res, html, 400)
    }
    const html = renderPage({
      title: 'A code to paste',
      paragraphs: [
        'In the workbench, open the step Request, choose authorization_code and paste these three values. A click on ' +
          'a value selects all of it. The code is good for five minutes and one use.',
      ],
      rows: [
        { name: 'code', value: code },
        { name: 'redirect_uri', value: places.codePageUrl },
        { name: 'code_verifier', value: verifier },
      ],
      sections: [{ title: 'Another one', text: '', link: { href: '/ehr/start', text: 'Get another code' } }],
    })
    return sendPage(res, html)
  })

  return router
}
