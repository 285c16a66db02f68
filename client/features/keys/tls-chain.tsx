import type { FetchedDocument } from '../../../shared/contract/token-requests.ts'
import { plainText } from '../../../shared/report/plain-text.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { DataTable } from '../../ui/data-table/data-table.tsx'
import styles from './key-panel.module.css'

type Certificate = NonNullable<FetchedDocument['certificates']>[number]

/** How the host of the set identified itself: each certificate of the chain, its own first. */
export function TlsChain({ jwks: { certificates, fetchedAt } }: { readonly jwks: FetchedDocument }) {
  if (certificates === undefined || certificates.length === 0) return null
  return (
    <div className={styles.outset}>
      <DataTable
        label="TLS chain of the host"
        columns={['Certificate', 'Issued by', 'Valid']}
        rows={certificates.map((certificate, index) => ({
          id: `${index} ${certificate.subject}`,
          cells: [
            certificate.subject === '' ? 'without a name of its own' : plainText(certificate.subject),
            certificate.subject === certificate.issuer ? 'itself' : plainText(certificate.issuer),
            <Validity key="valid" of={certificate} at={fetchedAt} />,
          ],
        }))}
      />
    </div>
  )
}

function Validity({ of: { notBefore, notAfter }, at }: { of: Certificate; at: number | undefined }) {
  const isOver = at !== undefined && notAfter < at
  const isEarly = at !== undefined && notBefore > at
  return (
    <>
      {day(notBefore)} to {day(notAfter)} {isOver && <Badge tone="error">expired</Badge>}
      {isEarly && <Badge tone="error">not valid yet</Badge>}
    </>
  )
}

const day = (numericDate: number): string => new Date(numericDate * 1_000).toISOString().slice(0, 10)
