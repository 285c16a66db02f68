import type { Source } from '../../../shared/lint/define-rule.ts'

/** Where a rule is written; only https becomes a link. */
export function SourceLink({ source }: { readonly source: Source }) {
  const { document, section, url, reason } = source
  if (document === 'own') return <span>own threshold: {reason}</span>
  const words = [document, section].filter(Boolean).join(' ')
  if (!url?.startsWith('https://')) return <span>{words}</span>
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {words}
    </a>
  )
}
