/**
 * What this program promises about safety, by the number that the tests carry in their titles. R18 and R20 were never
 * given out. `exempt` is the reason why a promise has no test of its own.
 */
export interface SecurityRequirement {
  readonly id: string
  readonly promise: string
  readonly exempt?: string
}

export interface SecurityChapter {
  readonly title: string
  readonly requirements: readonly SecurityRequirement[]
}

const promise = (id: string, text: string): SecurityRequirement => ({ id, promise: text })

export const SECURITY_CHAPTERS: readonly SecurityChapter[] = [
  {
    title: 'Listener and gate',
    requirements: [
      promise('R01', 'The listener binds 127.0.0.1 and nothing else; no option widens that.'),
      promise('R02', 'Every request names this listener in exactly one Host header, port included.'),
      promise(
        'R03',
        'An Origin header is that of this listener, compared as a whole, or the request is refused.',
      ),
      promise('R04', 'Fetch metadata of another site, of another port or of no site is refused below /api.'),
      promise(
        'R05',
        'Every path below /api, known or not, needs the token of the run before its body is read.',
      ),
      promise('R06', 'Nothing that can be had without the token contains it.'),
      promise(
        'R07',
        'A start code works once, for ten minutes, and is in no argument, variable or readable file.',
      ),
      promise('R08', 'No CORS header is ever sent and OPTIONS never succeeds.'),
      promise('R09', 'GET changes nothing; whatever changes something is JSON with the token, not a form.'),
      promise('R10', 'A socket upgrade is refused.'),
      promise('R11', 'The gate and the router read a path alike; odd spellings reach no handler.'),
      promise(
        'R12',
        'Files of the page cannot be embedded by another origin, and the page cannot be framed.',
      ),
      promise(
        'R13',
        'Every answer, errors included, carries the security headers; the page runs under its CSP.',
      ),
      promise(
        'R14',
        'The API answers JSON only; no page is served in place of an unknown path, dot file or map.',
      ),
      promise('R15', 'No answer tells versions, stacks or paths of the program; errors have one shape.'),
      promise('R16', 'Slow and idle connections are cut and do not keep the person out.'),
      promise('R17', 'TRACE, CONNECT, unknown methods and ambiguous framing are refused.'),
      promise('R19', 'The page removes service workers of its origin and stores no key, token or answer.'),
    ],
  },
  {
    title: 'Keys',
    requirements: [
      promise(
        'R21',
        'No answer, header, log, record, export, page or bundle holds private key bytes in any form.',
      ),
      promise('R22', 'Of a key only type, size, algorithms, thumbprints and the public half are told.'),
      promise(
        'R23',
        'Key files are named by id and read below the key folders only; outside looks like absent.',
      ),
      promise(
        'R24',
        'A key file is a regular file of at most 64 KiB, judged by its open handle, without waiting.',
      ),
      promise('R25', 'A key file that others can read draws a warning; messages carry its base name only.'),
      promise(
        'R26',
        'Every usual container of a private key opens, and what does not is named without quoting it.',
      ),
      promise('R27', 'Weak keys are not signed with, and the reason is said.'),
      promise('R28', 'Only RS, PS, ES and EdDSA are signed with; the key fits the algorithm.'),
      promise('R29', 'jku, x5u, jwk and x5c of a header are never fetched and never become a key.'),
      promise('R30', 'One send is one assertion with a jti of its own; it is never kept for another send.'),
      promise(
        'R31',
        'A key is used at a new origin only after an explicit yes, which the user folder remembers.',
      ),
      promise(
        'R32',
        'An audience that names another origin than the request is sent only after an explicit yes.',
      ),
      promise('R33', 'A passphrase is used and forgotten: it is stored, echoed and logged nowhere.'),
    ],
  },
  {
    title: 'Outgoing requests',
    requirements: [
      promise('R34', 'Only https is contacted, http for approved private hosts; no user info, no fragment.'),
      promise(
        'R35',
        'Metadata, link-local, multicast and own addresses are never contacted, however spelled.',
      ),
      promise('R36', 'A private host and port is contacted only after it was allowed, exactly that one.'),
      promise('R37', 'An address found in a document or a redirect inherits no permission.'),
      promise(
        'R38',
        'A name is resolved once, all its addresses are checked, and only those are connected to.',
      ),
      promise('R39', 'A token request follows no redirect, and its body is not sent again.'),
      promise('R40', 'Nothing is sent twice, and no credential crosses to another origin.'),
      promise('R41', 'Certificates are always checked, from TLS 1.2; own CAs add to the usual ones.'),
      promise('R42', 'A configured proxy is used, its credentials are shown nowhere, and the page says so.'),
      promise(
        'R43',
        'Decoded bytes are bounded while they stream, one encoding layer, and abort closes the socket.',
      ),
      promise('R44', 'Every fault of a server is a stated class and never a failure of the program.'),
      promise(
        'R45',
        'Strings of a server are shown as text, and become links only when they are https addresses.',
      ),
      promise('R46', 'No process is started with a string of a server or a project.'),
      promise(
        'R47',
        'A discovered issuer equals the one asked for; foreign endpoints are marked; iss is checked.',
      ),
      promise('R48', 'At most four requests go out at once.'),
    ],
  },
  {
    title: 'Callback',
    requirements: [
      promise(
        'R49',
        'A callback counts only with the state of a pending login; any other leaves it pending.',
      ),
      promise('R50', 'A state and a code work once; the verifier never leaves the process.'),
      promise('R51', 'The callback page reflects nothing unescaped, and the address is clean afterwards.'),
      promise('R52', 'HEAD, OPTIONS, prefetches and embedded requests do not use up a state.'),
      promise('R53', 'Repeated, contradicting and oversized parameters are refused.'),
      promise('R54', 'The redirect address is the literal 127.0.0.1 and the port does not wander.'),
    ],
  },
  {
    title: 'Redaction, logs and exports',
    requirements: [
      promise(
        'R55',
        'A token answer is reduced to what is known to be safe; what does not parse is a length and a hash.',
      ),
      promise(
        'R56',
        'A log line has typed fields: no query, no header value; risky variables are warned about.',
      ),
      promise('R57', 'A second pass masks whatever looks like a credential in logs, records and exports.'),
      promise(
        'R58',
        'A report is built from the redacted model, shows no signature and lists what was removed.',
      ),
      promise(
        'R59',
        'Values about a patient are masked unless one is asked for, and that is not remembered.',
      ),
      promise('R60', 'No secret is in the page, its title, its address or a copied command.'),
      promise('R61', 'Exports escape hostile strings for their format.'),
      promise('R62', 'Control characters of others are taken out of everything printed.'),
    ],
  },
  {
    title: 'Faults of the machine',
    requirements: [
      promise('R63', 'No request ends the process; an error that nobody caught is logged by its code.'),
      promise('R64', 'Killed at any moment, a file is the old one or the new one.'),
      promise(
        'R65',
        'A damaged file is set aside and told; it never stops the start and is never overwritten.',
      ),
      promise('R66', 'A full disk or a read-only folder costs the record and not the answer.'),
      promise('R67', 'The data folder is 0700 and its files 0600; a folder that is not safe is refused.'),
      promise('R68', 'A second program on the same data folder does not start.'),
      promise(
        'R69',
        'A signal ends the program within three seconds and removes what it left; a second one at once.',
      ),
      promise('R70', 'A busy port ends the start with one line, and the data folder is not touched.'),
      promise('R71', 'Durations come from a monotonic clock; a jump of the wall clock breaks nothing.'),
      promise('R72', '__proto__ and its kin are refused in requests and inert in what others send.'),
      promise('R73', 'JSON nested deeper than 64 levels is refused wherever it comes from.'),
    ],
  },
  {
    title: 'Inputs and supply chain',
    requirements: [
      promise('R74', 'A duplicate member is reported with both places and decides nothing.'),
      promise('R75', 'Numbers beyond what JavaScript holds are flagged and shown as written.'),
      promise('R76', 'Bytes are UTF-8 or are said not to be; nothing is replaced silently.'),
      promise('R77', 'base64url is read strictly; a lenient spelling is a finding.'),
      promise('R78', 'Every parser is linear: 64 KiB of hostile text takes at most 200 ms.'),
      promise('R79', 'An imported command or .env file is text: nothing in it is read, expanded or run.'),
      promise('R80', 'Dependencies are exact, run no install script and come with integrity hashes.'),
      promise('R81', 'No value of the environment is in the built page.'),
      promise('R82', 'The development server listens on 127.0.0.1, without CORS, and serves no key file.'),
    ],
  },
]
