import { useState } from 'react'
import type { BuiltTokenRequest } from '../../../shared/token-request/build-token-request.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import { JwtText } from '../../ui/wire-text/jwt-text.tsx'
import { decodeForm, maskForm } from '../../ui/wire-text/masked-body.ts'
import { FormBody, WireText } from '../../ui/wire-text/wire-text.tsx'
import styles from './request-panel.module.css'

const SECRET_NAMES = ['code', 'code_verifier', 'refresh_token', 'client_secret']

export interface WireFormProps {
  readonly built: BuiltTokenRequest
  /** Secrets that the page has not: they show as dots always. */
  readonly keptNames: readonly string[]
  /** A proof is made when it is sent. */
  readonly hasDpop: boolean
}

/** The token request byte for byte, and its form parameters decoded; typed secrets show as dots until asked for. */
export function WireForm({ built, keptNames, hasDpop }: WireFormProps) {
  const [shown, setShown] = useState(false)
  const kept = maskForm(built.body, keptNames)
  const body = shown ? kept : maskForm(built.body, SECRET_NAMES)
  const hidesTyped = maskForm(kept, SECRET_NAMES) !== kept
  const bytes = new TextEncoder().encode(built.body).byteLength
  const { host, pathname, search } = placeOf(built.url)
  return (
    <>
      <Card
        title="As it goes out"
        aside={
          <>
            <span>body {bytes.toLocaleString('en')} B</span>
            {hidesTyped && (
              <Button size="small" aria-pressed={shown} onPress={() => setShown(!shown)}>
                {shown ? 'Hide secrets' : 'Show secrets'}
              </Button>
            )}
            <CopyButton size="small" text={body} label="Copy the body as shown" />
          </>
        }
      >
        <WireText
          label="Token request"
          start={
            <strong>
              {built.method} {pathname}
              {search} HTTP/1.1
            </strong>
          }
          headers={[
            ['Host', host],
            ...built.headers,
            ...(hasDpop ? [['DPoP', '(a proof, made when this is sent)'] as const] : []),
            ['Content-Length', String(bytes)],
          ]}
        >
          <FormBody body={body} />
        </WireText>
        <p className={styles.note}>
          The body is one line; the breaks before each &amp; are for reading.
          {hidesTyped && !shown && ' Dots stand for what you typed.'}
          {keptNames.length > 0 &&
            ` The program puts ${keptNames.join(' and ')} in; this page does not have it.`}
        </p>
      </Card>
      <Card title="Decoded" isFlush>
        <DataTable
          label="Form parameters, decoded"
          columns={['Parameter', 'Value']}
          rows={decodeForm(body).map(({ name, value }, index) => ({
            id: String(index),
            cells: [
              <code key="name">{name}</code>,
              name === 'client_assertion' ? (
                <JwtText key="value" jwt={value} />
              ) : (
                <code key="value">{value === '' ? '(empty)' : value}</code>
              ),
            ],
          }))}
        />
      </Card>
    </>
  )
}

function placeOf(url: string): { host: string; pathname: string; search: string } {
  return URL.canParse(url) ? new URL(url) : { host: '(no usable URL)', pathname: url, search: '' }
}
