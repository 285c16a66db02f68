import { parseForm, rawQuery } from '../facts/http-facts.ts'
import type { Finding } from '../lint/run-lint.ts'

/** Which parameter a rule speaks about; every other rule speaks about the address itself. */
const PARAMETER_OF: Readonly<Record<string, string>> = {
  'authz-response-type': 'response_type',
  'authz-client-id': 'client_id',
  'authz-redirect-uri': 'redirect_uri',
  'authz-redirect-shape': 'redirect_uri',
  'authz-aud-missing': 'aud',
  'authz-aud-mismatch': 'aud',
  'authz-aud-is-auth-server': 'aud',
  'authz-launch-pairing': 'launch',
  'authz-launch-stale': 'launch',
  'authz-launch-invented': 'launch',
  'launch-value-empty': 'launch',
  'authz-state': 'state',
  'authz-nonce': 'nonce',
  'authz-pkce-missing': 'code_challenge',
  'authz-pkce-shape': 'code_challenge',
  'authz-pkce-method': 'code_challenge_method',
  'authz-scope-missing': 'scope',
  'authz-scope-separator': 'scope',
  'authz-scope-grammar': 'scope',
  'authz-scope-mixed-versions': 'scope',
  'authz-scope-wildcard': 'scope',
  'authz-scope-context': 'scope',
  'authz-scope-offline-pair': 'scope',
  'authz-scope-identity-pair': 'scope',
  'authz-scope-unsupported': 'scope',
  'authz-scope-plus-encoded': 'scope',
  'authz-smart-version-path': 'scope',
}

/** Rules whose index counts from the start of the URL, so that it names the line. */
const BY_INDEX = new Set(['authz-encoding', 'authz-param-empty'])

/** One line of the URL as `printByLine` prints it. */
export interface UrlLine {
  /** With its leading "&", as printed. */
  readonly text: string
  /** Decoded; undefined on the first line, which is the address and the first parameter. */
  readonly name: string | undefined
  readonly findings: readonly Finding[]
}

export interface UrlLines {
  readonly lines: readonly UrlLine[]
  /** About parameters that the URL does not have. */
  readonly absent: readonly { readonly name: string; readonly findings: readonly Finding[] }[]
}

/** Each line of the URL with the findings that are about it. */
export function linesOfUrl(url: string, findings: readonly Finding[]): UrlLines {
  const texts = url.split('&').map((text, index) => (index === 0 ? text : `&${text}`))
  const query = rawQuery(url)
  const parameters = parseForm(query.text, query.start)
  const lineOf = (index: number): number => url.slice(0, Math.max(0, index)).split('&').length - 1
  const placed = findings.map((finding) => {
    const name = PARAMETER_OF[finding.ruleId] ?? duplicated(finding)
    if (BY_INDEX.has(finding.ruleId) && finding.index !== undefined)
      return { finding, line: lineOf(finding.index), name: undefined }
    if (name === undefined) return { finding, line: 0, name: undefined }
    const own = parameters.findLast((parameter) => parameter.name === name)
    return own === undefined
      ? { finding, line: undefined, name }
      : { finding, line: lineOf(own.offset), name }
  })
  const absentNames = [
    ...new Set(placed.flatMap(({ line, name }) => (line === undefined && name ? [name] : []))),
  ]
  return {
    lines: texts.map((text, at) => ({
      text,
      name: parameters.find(({ offset }) => lineOf(offset) === at)?.name,
      findings: placed.filter(({ line }) => line === at).map(({ finding }) => finding),
    })),
    absent: absentNames.map((name) => ({
      name,
      findings: placed
        .filter((each) => each.line === undefined && each.name === name)
        .map(({ finding }) => finding),
    })),
  }
}

const duplicated = ({ ruleId, actual }: Finding): string | undefined =>
  ruleId === 'authz-param-duplicate' ? actual?.split(', ')[0] : undefined
