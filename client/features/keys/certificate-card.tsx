import { useState } from 'react'
import type { CertificateShape } from '../../../shared/assertion/certificate-header.ts'
import type { KeyCertificate, KeySummary } from '../../../shared/contract/keys.ts'
import type { Problem } from '../../../shared/contract/problem.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import styles from './key-panel.module.css'
import { MakeCertificateDialog } from './make-certificate-dialog.tsx'

export interface CertificateCardProps {
  readonly chosenKey: KeySummary
  /** NumericDate. */
  readonly now: number
  /** The shape that the profile's servers want, where it is known. */
  readonly preferred: CertificateShape | undefined
  readonly onUse: (shape: CertificateShape) => void
  readonly onMake: (commonName: string, days: number) => Promise<Problem | undefined>
}

const SHAPES: readonly { readonly shape: CertificateShape; readonly name: string }[] = [
  { shape: 'entra', name: 'Entra: PS256 + x5t#S256' },
  { shape: 'x5t', name: 'Older Entra: RS256 + x5t' },
  { shape: 'udap', name: 'UDAP: x5c chain' },
]

/** The certificate beside the chosen key: whose it is, how long it holds, and into which header it goes. */
export function CertificateCard(props: CertificateCardProps) {
  const { chosenKey, now } = props
  const [making, setMaking] = useState(false)
  const { certificate } = chosenKey
  if (chosenKey.state !== 'ready') return null
  return (
    <Card
      title="Certificate"
      aside={
        chosenKey.signer === undefined &&
        chosenKey.variable === undefined && (
          <Button size="small" onPress={() => setMaking(true)}>
            Make a self-signed one…
          </Button>
        )
      }
    >
      {certificate === undefined ? (
        <p className={styles.note}>
          No certificate beside this key. Entra and UDAP servers want one; a file in the same folder (.crt,
          .cer, .pem) whose public key is this one’s is found by itself.
        </p>
      ) : (
        <CertificateFacts certificate={certificate} now={now} />
      )}
      {certificate !== undefined && <Shapes {...props} />}
      {making && (
        <MakeCertificateDialog
          keyName={chosenKey.name}
          onMake={props.onMake}
          onClose={() => setMaking(false)}
        />
      )}
    </Card>
  )
}

function Shapes({ preferred, onUse }: CertificateCardProps) {
  const [done, setDone] = useState<string>()
  return (
    <div className={styles.shapes} role="group" aria-label="Write the header from this certificate">
      <span className={styles.muted}>Write the header as</span>
      {SHAPES.map(({ shape, name }) => (
        <Button
          key={shape}
          size="small"
          onPress={() => {
            onUse(shape)
            setDone(name)
          }}
        >
          {name}
          {shape === preferred ? ' (this server)' : ''}
        </Button>
      ))}
      <span role="status" className={styles.muted}>
        {done && `The header has it now: ${done}.`}
      </span>
    </div>
  )
}

const date = (at: number): string => new Date(at * 1_000).toISOString().slice(0, 10)
const DAY_S = 86_400
const SOON_DAYS = 30

function validity({ notBefore, notAfter }: KeyCertificate, now: number) {
  if (now < notBefore) return { tone: 'error' as const, word: `not valid before ${date(notBefore)}` }
  if (now > notAfter) return { tone: 'error' as const, word: `expired on ${date(notAfter)}` }
  const days = Math.floor((notAfter - now) / DAY_S)
  return days < SOON_DAYS
    ? { tone: 'warning' as const, word: `${days} ${days === 1 ? 'day' : 'days'} left` }
    : { tone: 'ok' as const, word: `${days} days left` }
}

function CertificateFacts({ certificate, now }: { certificate: KeyCertificate; now: number }) {
  const { tone, word } = validity(certificate, now)
  return (
    <dl className={styles.facts}>
      <dt>Key</dt>
      <dd>
        <Badge tone="ok">same public key</Badge> in <code>{certificate.from}</code>
      </dd>
      <dt>Valid</dt>
      <dd>
        {date(certificate.notBefore)} to {date(certificate.notAfter)} <Badge tone={tone}>{word}</Badge>
      </dd>
      <dt>Subject</dt>
      <dd>{certificate.subject === '' ? 'none' : certificate.subject}</dd>
      <dt>Issuer</dt>
      <dd>
        {certificate.selfSigned
          ? 'itself (self-signed)'
          : `${certificate.issuer}${certificate.x5c.length > 1 ? `, ${certificate.x5c.length - 1} issuers at hand` : ', not at hand'}`}
      </dd>
      <dt>x5t#S256</dt>
      <dd>
        <code>{certificate.x5tS256}</code>
        <CopyButton kind="quiet" size="small" text={certificate.x5tS256} label="Copy x5t#S256" />
      </dd>
      <dt>x5t</dt>
      <dd>
        <code>{certificate.x5t}</code>
        <CopyButton kind="quiet" size="small" text={certificate.x5t} label="Copy x5t" />
      </dd>
      <dt>PEM</dt>
      <dd>
        <CopyButton
          kind="quiet"
          size="small"
          text={pemOf(certificate.x5c[0] ?? '')}
          label="Copy the certificate as PEM"
        />
        <span className={styles.muted}>public, for the console of the server</span>
      </dd>
    </dl>
  )
}

const pemOf = (base64: string): string =>
  `-----BEGIN CERTIFICATE-----\n${(base64.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`
