import { oneLine } from './plain-text.ts'
import type { ReportModel } from './report-model.ts'

/** A message to whoever runs the token endpoint, ready to paste: what they need to find it, and no secret. */
export function operatorMessage(model: ReportModel): string {
  const value = (name: string) => model.identity.find((row) => row.name === name)?.value ?? 'not known'
  const [target = 'not known'] = model.requestLines
  const ids =
    model.requestIds.length === 0
      ? ['- request id: your answer carried none']
      : model.requestIds.map(({ name, value: id }) => `- ${name}: ${oneLine(id)}`)
  const proven = model.causes.filter(({ grade }) => grade === 'proven')
  return `${[
    'Hello,',
    '',
    `our client assertion (private_key_jwt, RFC 7523) was answered with "${oneLine(model.answer)}". Could you look up in your log why?`,
    '',
    'What we sent:',
    `- when: ${model.sentAt} (UTC, our clock); ${oneLine(model.clock)}`,
    `- where: ${oneLine(target)}`,
    `- iss and sub: ${oneLine(value('iss'))}${value('iss') === value('sub') ? '' : ` and ${oneLine(value('sub'))}`}`,
    `- aud: ${oneLine(value('aud'))}`,
    `- alg ${oneLine(value('alg'))}, kid ${oneLine(value('kid'))}, lifetime ${value('lifetime')}`,
    `- public key, RFC 7638 thumbprint (SHA-256): ${model.thumbprint}`,
    ...ids,
    '',
    ...(proven.length === 0
      ? [
          'Our checks found no breach of a published rule in this assertion; what your side holds we cannot see.',
        ]
      : [
          'Our checks found:',
          ...proven.map(({ title, evidence }) => `- ${oneLine(title)}: ${oneLine(evidence)}`),
        ]),
    '',
    'What would help us:',
    '- is this client id known in this environment, active, and registered for private_key_jwt with this algorithm?',
    '- which keys (kid, thumbprint) do you hold for it, from which JWKS URL, fetched when?',
    '- the reason that your log states for the request above.',
  ].join('\n')}\n`
}
