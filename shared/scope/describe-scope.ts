import { permissionLetters, type Scope } from './scope.ts'

const VERBS: Readonly<Record<string, string>> = {
  c: 'create',
  r: 'read',
  u: 'update',
  d: 'delete',
  s: 'search',
}

const WHOSE = {
  patient: 'of the patient in context',
  user: 'that the signed-in user may see',
  system: 'that this client may see by itself, without a user',
} as const

const NAMES: Readonly<Record<string, string>> = {
  openid: 'who the user is, as an id_token',
  fhirUser: 'the user as a FHIR resource, named in the id_token',
  profile: 'the older name of fhirUser, and profile claims',
  offline_access: 'a refresh token that works on when the user has left',
  online_access: 'a refresh token for as long as the user is signed in',
}

const list = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** What a scope asks for, in words for a person; no full stop. */
export function describeScope(scope: Scope): string {
  switch (scope.kind) {
    case 'resource': {
      const verbs = list([...permissionLetters(scope.permissions)].map((letter) => VERBS[letter] ?? letter))
      const what = scope.resource === '*' ? 'every resource type, future ones too,' : scope.resource
      const only = scope.query === undefined ? '' : `, only where ${scope.query.replaceAll('&', ' and ')}`
      return `${verbs} ${what} ${WHOSE[scope.context]}${only}`
    }
    case 'launch':
      if (scope.context === undefined)
        return 'the context in which the EHR launched: its patient, its encounter'
      return `${/^[aeiou]/.test(scope.context) ? 'an' : 'a'} ${scope.context}${
        scope.role === undefined ? '' : ` with the role ${scope.role}`
      }, chosen at the login`
    case 'identity':
    case 'lifetime':
      return NAMES[scope.name] ?? scope.name
    case 'extension':
      return 'something that this server itself defines'
  }
}
