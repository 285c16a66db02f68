import { useState } from 'react'
import { parseJson, toValue } from '../../../shared/json/parse-json.ts'
import { TextField } from '../../ui/text-field/text-field.tsx'

export interface UploadedKeyFieldProps {
  readonly jwk: Readonly<Record<string, unknown>> | undefined
  readonly isDisabled: boolean
  readonly onJwk: (jwk: Record<string, unknown> | undefined) => void
}

/** Members that only a private or secret key has (RFC 7518 §6.2.2, §6.3.2, §6.4.1). */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

type Read =
  | { readonly ok: true; readonly jwk: Record<string, unknown> | undefined }
  | { readonly ok: false; readonly why: string }

/** A public JWK as typed. A private one is not taken: it has no place in an environment's file. */
export function readPublicJwk(text: string): Read {
  if (text.trim() === '') return { ok: true, jwk: undefined }
  const parsed = parseJson(text.trim())
  if (!parsed.ok) return { ok: false, why: `This is not JSON: ${parsed.why} (character ${parsed.index}).` }
  if (parsed.node.kind !== 'object') return { ok: false, why: 'A JWK is a JSON object.' }
  const jwk = { ...(toValue(parsed.node) as Record<string, unknown>) }
  const found = PRIVATE.filter((name) => name in jwk)
  if (found.length > 0)
    return { ok: false, why: `It holds private members (${found.join(', ')}), so it is not kept.` }
  return typeof jwk['kty'] === 'string' ? { ok: true, jwk } : { ok: false, why: 'A JWK has the member kty.' }
}

export function UploadedKeyField({ jwk, isDisabled, onJwk }: UploadedKeyFieldProps) {
  const [typed, setTyped] = useState(() => (jwk ? JSON.stringify(jwk, undefined, 2) : ''))
  const read = readPublicJwk(typed)
  return (
    <TextField
      label="Uploaded public key, JWK"
      value={typed}
      isMultiline
      isMonospace
      isDisabled={isDisabled}
      description="The public half that was uploaded, so that it can be compared with your key."
      error={read.ok ? undefined : read.why}
      onChange={(next) => {
        setTyped(next)
        const now = readPublicJwk(next)
        if (now.ok) onJwk(now.jwk)
      }}
    />
  )
}
