/** First line of what the snippets print; the recogniser looks for it. */
export const EVIDENCE_MARK = 'countersign-evidence/1'
export const EVIDENCE_END = 'countersign-evidence-end'

export interface EvidenceRequestParts {
  readonly tokenEndpoint: string
  readonly scope: string
}

const shellQuote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
const powershellQuote = (text: string): string => `'${text.replaceAll("'", "''")}'`

const TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** For bash with base64, openssl and curl, as on any Linux or macOS. The signature, the key and tokens are not printed. */
export const bashSnippet = ({
  tokenEndpoint,
  scope,
}: EvidenceRequestParts): string => `# 1. Put in the assertion that your program makes, at most a few minutes old.
ASSERTION="\${ASSERTION:-paste-the-client-assertion-here}"
TOKEN_URL=${shellQuote(tokenEndpoint)}
SCOPE=${shellQuote(scope)}
KEY="\${KEY:-}"   # optional: the private key file; only its public thumbprint is printed (RSA)
# 2. Run all of it and send back what it prints.
part() { local t; t=$(printf '%s' "$ASSERTION" | cut -d. -f"$1" | tr '_-' '/+'); while [ $((\${#t} % 4)) -ne 0 ]; do t="$t="; done; printf '%s' "$t"; }
public() { openssl rsa -in "$KEY" -noout -modulus 2>/dev/null | sed 's/^Modulus=//' | sed 's/../\\\\x&/g'; }
echo '${EVIDENCE_MARK}'
echo "clock: $(date -u +%s)"
echo "url: $TOKEN_URL"
echo "scope: $SCOPE"
echo "header64: $(part 1)"
echo "claims64: $(part 2)"
echo "signature-bytes: $(part 3 | base64 -d 2>/dev/null | wc -c | tr -d ' ')"
if [ -n "$KEY" ]; then N=$(printf "$(public)" | base64 | tr -d '\\n=' | tr '/+' '_-'); echo "thumbprint: $(printf '{"e":"AQAB","kty":"RSA","n":"%s"}' "$N" | openssl dgst -sha256 -binary | base64 | tr -d '\\n=' | tr '/+' '_-')"; fi
echo 'answer:'
curl -sS -i --max-time 30 "$TOKEN_URL" --data-urlencode grant_type=client_credentials --data-urlencode "scope=$SCOPE" --data-urlencode client_assertion_type=${TYPE} --data-urlencode "client_assertion=$ASSERTION" 2>&1 | sed -E 's/("[a-z_]*token"[[:space:]]*:[[:space:]]*")[^"]*/\\1removed/g'
echo
echo '${EVIDENCE_END}'
`

/** For Windows PowerShell 5.1 and PowerShell 7. */
export const powershellSnippet = ({
  tokenEndpoint,
  scope,
}: EvidenceRequestParts): string => `# 1. Put in the assertion that your program makes, at most a few minutes old.
$Assertion = if ($env:ASSERTION) { $env:ASSERTION } else { 'paste-the-client-assertion-here' }
$TokenUrl = ${powershellQuote(tokenEndpoint)}
$Scope = ${powershellQuote(scope)}
# 2. Run all of it and send back what it prints.
function Part($n) { $t = $Assertion.Split('.')[$n].Replace('-', '+').Replace('_', '/'); $t + '=' * ((4 - $t.Length % 4) % 4) }
'${EVIDENCE_MARK}'
"clock: $([DateTimeOffset]::UtcNow.ToUnixTimeSeconds())"
"url: $TokenUrl"
"scope: $Scope"
"header64: $(Part 0)"
"claims64: $(Part 1)"
"signature-bytes: $([Convert]::FromBase64String((Part 2)).Length)"
'answer:'
(curl.exe -sS -i --max-time 30 $TokenUrl --data-urlencode grant_type=client_credentials --data-urlencode "scope=$Scope" --data-urlencode client_assertion_type=${TYPE} --data-urlencode "client_assertion=$Assertion" 2>&1) -replace '("[a-z_]*token"\\s*:\\s*")[^"]*', '$1removed'
'${EVIDENCE_END}'
`

/** A message to a colleague on whose machine it fails. */
export const evidenceRequest = (parts: EvidenceRequestParts, shell: 'bash' | 'powershell'): string =>
  `Hello,

to find out why the token request fails on your machine I need what it really sends. This prints the decoded header and claims, the clock and the answer. It prints no signature, no key and no token. Please run it in ${shell === 'bash' ? 'bash' : 'PowerShell'} and send me everything that it prints.

${shell === 'bash' ? bashSnippet(parts) : powershellSnippet(parts)}`
