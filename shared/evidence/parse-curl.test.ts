import { describe, expect, it } from 'vitest'
import { parseCurl } from './parse-curl.ts'
import { splitShellWords } from './split-shell-words.ts'

const FORM: [string, string] = ['Content-Type', 'application/x-www-form-urlencoded']

describe('a curl command is read as curl reads it', () => {
  it.each([
    {
      why: 'data makes it a POST with a form body',
      text: "curl https://as.example.test/token -d grant_type=client_credentials -d 'scope=a b'",
      want: {
        method: 'POST',
        url: 'https://as.example.test/token',
        headers: [FORM],
        body: 'grant_type=client_credentials&scope=a b',
      },
    },
    {
      why: 'bundled short options and a value written onto its option',
      text: `curl -sSi -XPOST -H"Content-Type: text/plain" --url https://as.example.test/token --data-raw '@x'`,
      want: {
        method: 'POST',
        url: 'https://as.example.test/token',
        headers: [['Content-Type', 'text/plain']],
        body: '@x',
      },
    },
    {
      why: 'one value is encoded by --data-urlencode, its name is not',
      text: "curl https://as.example.test/token --data-urlencode 'scope=system/Patient.rs system/*.rs'",
      want: {
        method: 'POST',
        url: 'https://as.example.test/token',
        headers: [FORM],
        body: 'scope=system%2FPatient.rs%20system%2F*.rs',
      },
    },
    {
      why: 'lines continue, ANSI-C quotes are read, the pipe ends the command',
      text: "curl 'https://as.example.test/token' \\\n  --data-raw $'a=\\u0031\\n' \\\n  --compressed | jq .",
      want: { method: 'POST', url: 'https://as.example.test/token', headers: [FORM], body: 'a=1\n' },
    },
    {
      why: 'the id and secret of -u travel as Basic credentials',
      text: 'curl -u id:s%3A https://as.example.test/token -d a=b',
      want: {
        method: 'POST',
        url: 'https://as.example.test/token',
        headers: [['Authorization', 'Basic aWQ6cyUzQQ=='], FORM],
        body: 'a=b',
      },
    },
    {
      why: '-G moves the data into the address',
      text: 'curl -G https://as.example.test/token -d grant_type=client_credentials',
      want: {
        method: 'GET',
        url: 'https://as.example.test/token?grant_type=client_credentials',
        headers: [],
      },
    },
    {
      why: 'options with values that do not change the request keep their values to themselves',
      text: 'curl -o out.txt --max-time 5 -x http://proxy.example.test:8080 -k https://as.example.test/token',
      want: { method: 'GET', url: 'https://as.example.test/token', headers: [] },
    },
  ])('$why', ({ text, want }) => {
    const read = parseCurl(text)
    expect(read).toMatchObject({ ok: true, notes: [] })
    expect(read.ok && read.request).toEqual(want)
  })

  it('R79 opens no file and expands nothing', () => {
    const read = parseCurl(
      'curl https://as.example.test/token -d @body.txt -H "Authorization: Bearer $TOKEN"',
    )
    expect(read.ok && read.request).toEqual({
      method: 'GET',
      url: 'https://as.example.test/token',
      headers: [['Authorization', 'Bearer $TOKEN']],
    })
    expect(read.ok && read.notes).toEqual(['The body comes from a file (-d @body.txt), which is not opened.'])
  })

  it('lists an option that it does not know', () => {
    const read = parseCurl('curl --future-thing https://as.example.test/token')
    expect(read.ok && read.notes).toEqual(['The option --future-thing is not read.'])
  })

  it.each([
    ["curl 'https://as.example.test", 'In the curl command a single quote is not closed (index 5).'],
    ['curl -X POST', 'The curl command names no URL.'],
  ])('refuses %s', (text, message) => {
    expect(parseCurl(text)).toEqual({ ok: false, code: 'request-unreadable', message })
  })
})

it('splits 64 KiB of any one character', () => {
  for (const char of ["'", '"', '\\', '$', ' ', 'a', '&', '\n']) splitShellWords(char.repeat(65_536))
})
