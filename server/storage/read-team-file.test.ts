import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readTeamFile } from './read-team-file.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'team-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const read = (): { ids: string[]; problems: string[] } => {
  const problems: string[] = []
  const environments = readTeamFile(folder, (sentence) => problems.push(sentence))
  return { ids: environments.map(({ id, origin }) => `${origin} ${id}`), problems }
}
const write = (content: string) => writeFileSync(join(folder, 'countersign.json'), content)
const content = (id: string) =>
  JSON.stringify({
    format: 'countersign-environments/1',
    environments: [{ id, name: 'Team', profile: 'rfc7523', keyId: 'chosen-by-the-file', settings: {} }],
  })

it('no file, no problem', () => expect(read()).toEqual({ ids: [], problems: [] }))

it('its environments are of the team, and take nobody’s place', () => {
  write(content('practice'))
  expect(read()).toEqual({ ids: ['team team-practice'], problems: [] })
})

it('it chooses no key', () => {
  write(content('a'))
  expect(JSON.stringify(readTeamFile(folder, () => undefined))).not.toContain('chosen-by-the-file')
})

describe('not read, and said so', () => {
  it.each([
    { why: 'no JSON', make: () => write('{'), said: /not JSON/ },
    {
      why: 'a link to another file',
      make: () => symlinkSync('/etc/passwd', join(folder, 'countersign.json')),
      said: /ELOOP/,
    },
    { why: 'larger than such a file gets', make: () => write(' '.repeat(1_048_577)), said: /usual size/ },
  ])('$why', ({ make, said }) => {
    make()
    const { ids, problems } = read()
    expect(ids).toEqual([])
    expect(problems).toEqual([expect.stringMatching(said)])
  })
})
