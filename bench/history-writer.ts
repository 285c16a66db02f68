/**
 * Writes attempts into a history as fast as it can and says each one's id once it is on the disk:
 * `node tools/run-ts.mjs bench/history-writer.ts FILE COUNT`. The kill test ends it in the middle.
 */
import { subjectOfTexts } from '../shared/compare/subject.ts'
import { openHistoryStore } from '../server/history/history-store.ts'

const [file = '', count = '0'] = process.argv.slice(2)
const store = openHistoryStore(file)
const now = Date.now() / 1_000
const CAUSES = [
  'payload-aud-trailing-slash',
  'payload-exp-past',
  'header-kid-not-in-jwks',
  'env-sync-pending',
]
const start = store.list({}, undefined, 1).rows[0]?.sequence ?? 0
const subject = (n: number) =>
  subjectOfTexts(
    JSON.stringify({ alg: 'RS384', kid: `key-${n % 5}` }),
    JSON.stringify({
      iss: 'client',
      sub: 'client',
      aud: `https://ehr.example/${n % 7}/token`,
      iat: n,
      exp: n + 240,
    }),
  )
const filler = Array.from(
  { length: 60 },
  (_, n) => `https://ehr.example/${n}/${(n * 7919).toString(36)}`,
).join(' ')
for (let n = start; n < start + Number(count); n++) {
  const cause = CAUSES[n % CAUSES.length] ?? ''
  store.add(
    {
      row: {
        id: `attempt-${n}`,
        environmentId: `environment-${n % 3}`,
        environmentName: `Environment ${n % 3}`,
        sentAt: now - 10_000 + n,
        madeBy: 'person',
        profile: 'smart-generic',
        flow: 'client_credentials',
        status: n % 4 === 0 ? 200 : 401,
        outcome: n % 4 === 0 ? 'token' : 'oauth-error',
        ...(n % 4 === 0
          ? {}
          : { error: 'invalid_client', cause: { id: cause, title: cause, grade: 'proven' } }),
        pinned: false,
        name: '',
        note: '',
      },
      subject: subject(n),
      search: `attempt-${n} client https://ehr.example/${n % 7}/token ${cause}`,
      text: JSON.stringify({
        format: 'attempt/1',
        id: `attempt-${n}`,
        profile: 'smart-generic',
        sentAt: now,
        callback: { url: filler },
      }),
    },
    now,
  )
  process.stdout.write(`attempt-${n}\n`)
}
store.close()
