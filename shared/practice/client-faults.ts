import { memberLiteral, removeMember, setMember } from '../json/edit-json.ts'

/** What the editors hold, and what a fault may need besides. */
export interface ClientTexts {
  readonly headerText: string
  readonly payloadText: string
}

export interface ClientFaultContext {
  /** NumericDate. */
  readonly now: number
  readonly fhirBaseUrl: string
  readonly tokenEndpoint: string
}

/** A mistake on the client's side, put into a correct assertion. */
export interface ClientFault {
  readonly id: string
  readonly title: string
  /** What you would see: the server's answer, and what the workbench says of it. */
  readonly seen: string
  /** Rules that may name it. */
  readonly named: readonly string[]
  /** The practice server refuses it only while it is strict. */
  readonly needsStrict: boolean
  /** *Renew on send* would repair it. */
  readonly survivesRenewal: boolean
  readonly put: (texts: ClientTexts, context: ClientFaultContext) => ClientTexts
}

const text = (value: string): string => JSON.stringify(value)
const payload =
  (change: (payloadText: string, context: ClientFaultContext) => string): ClientFault['put'] =>
  (texts, context) => ({ ...texts, payloadText: change(texts.payloadText, context) })
const header =
  (change: (headerText: string) => string): ClientFault['put'] =>
  (texts) => ({ ...texts, headerText: change(texts.headerText) })

const REFUSED = '401 invalid_client, null description'

export const CLIENT_FAULTS: readonly ClientFault[] = [
  {
    id: 'aud-slash',
    title: 'aud ends in one slash too many',
    seen: `${REFUSED}; proven before it is sent, with both strings and the index`,
    named: ['payload-aud-trailing-slash'],
    needsStrict: false,
    survivesRenewal: true,
    put: payload((json, { tokenEndpoint }) => setMember(json, 'aud', text(`${tokenEndpoint}/`))),
  },
  {
    id: 'aud-fhir-base',
    title: 'aud is the FHIR base URL',
    seen: `${REFUSED}; proven: the resource server is not the token endpoint`,
    named: ['payload-aud-is-fhir-base'],
    needsStrict: false,
    survivesRenewal: true,
    put: payload((json, { fhirBaseUrl }) => setMember(json, 'aud', text(fhirBaseUrl))),
  },
  {
    id: 'sub-differs',
    title: 'sub is another client id than iss',
    seen: `${REFUSED}; proven, with the first differing character`,
    named: ['payload-iss-sub-differ'],
    needsStrict: false,
    survivesRenewal: true,
    put: payload((json) => setMember(json, 'sub', text('another-client'))),
  },
  {
    id: 'client-id-space',
    title: 'iss and sub end in a space',
    seen: `${REFUSED}; proven: an invisible character is drawn as a named box`,
    named: ['payload-hidden-characters'],
    needsStrict: false,
    survivesRenewal: true,
    put: payload((json) =>
      ['iss', 'sub'].reduce(
        (all, name) => setMember(all, name, (memberLiteral(all, name) ?? '""').replace(/"$/, ' "')),
        json,
      ),
    ),
  },
  {
    id: 'kid-unknown',
    title: 'kid names no key of the JWK Set',
    seen: `${REFUSED}; proven against the JWK Set that was fetched`,
    named: ['header-kid-not-in-jwks'],
    needsStrict: false,
    survivesRenewal: true,
    put: header((json) => setMember(json, 'kid', text('an-older-key'))),
  },
  {
    id: 'kid-missing',
    title: 'The header has no kid',
    seen: `${REFUSED} where the server is strict; proven for SMART servers`,
    named: ['header-kid-missing'],
    needsStrict: true,
    survivesRenewal: true,
    put: header((json) => removeMember(json, 'kid')),
  },
  {
    id: 'typ-wrong',
    title: 'typ is JOSE in place of JWT',
    seen: `${REFUSED} where the server is strict`,
    named: ['header-typ-wrong'],
    needsStrict: true,
    survivesRenewal: true,
    put: header((json) => setMember(json, 'typ', text('JOSE'))),
  },
  {
    id: 'jti-missing',
    title: 'The payload has no jti',
    seen: `${REFUSED}; proven: the claim is required`,
    named: ['payload-jti-missing'],
    needsStrict: false,
    survivesRenewal: true,
    put: payload((json) => removeMember(json, 'jti')),
  },
  {
    id: 'exp-hour',
    title: 'exp is an hour ahead',
    seen: `${REFUSED} where the server is strict; proven: five minutes is the limit`,
    named: ['payload-exp-too-far'],
    needsStrict: true,
    survivesRenewal: false,
    put: payload((json, { now }) => setMember(json, 'exp', String(Math.floor(now) + 3_600))),
  },
  {
    id: 'exp-past',
    title: 'exp lies ten minutes back',
    seen: `${REFUSED}; proven once the server's Date is known`,
    named: ['payload-exp-past'],
    needsStrict: false,
    survivesRenewal: false,
    put: payload((json, { now }) =>
      setMember(setMember(json, 'iat', String(Math.floor(now) - 900)), 'exp', String(Math.floor(now) - 600)),
    ),
  },
  {
    id: 'exp-milliseconds',
    title: 'exp and iat are milliseconds',
    seen: `${REFUSED}; proven: the number is a thousand times too large`,
    named: ['payload-date-milliseconds'],
    needsStrict: true,
    survivesRenewal: false,
    put: payload((json, { now }) =>
      setMember(
        setMember(json, 'iat', String(Math.floor(now) * 1_000)),
        'exp',
        String((Math.floor(now) + 240) * 1_000),
      ),
    ),
  },
  {
    id: 'exp-text',
    title: 'exp is text in place of a number',
    seen: `${REFUSED}; proven: a NumericDate is a JSON number`,
    named: ['payload-date-string'],
    needsStrict: false,
    survivesRenewal: true,
    put: payload((json) => setMember(json, 'exp', text(memberLiteral(json, 'exp') ?? '0'))),
  },
]
