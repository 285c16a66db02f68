import type { ReactNode } from 'react'
import type { TextRange } from '../../../shared/json/locate-pointer.ts'
import { respaceJson } from '../../../shared/json/respace-json.ts'
import { Button } from '../../ui/button/button.tsx'
import { Card } from '../../ui/card/card.tsx'
import { CodeEditor } from '../../ui/code-editor/code-editor.tsx'
import type { EditorMark, EditorNote, MemberDocs } from '../../ui/code-editor/editor-parts.ts'
import { CopyButton } from '../../ui/copy-button/copy-button.tsx'
import { byteLength, readText } from './form-model.ts'

export interface JsonCardProps {
  readonly title: 'Header' | 'Payload'
  readonly text: string
  readonly onText: (next: string) => void
  readonly marks: readonly EditorMark[]
  readonly notes?: readonly EditorNote[]
  readonly docs: MemberDocs
  readonly theme: 'light' | 'dark'
  readonly focus: (TextRange & { readonly nonce: number }) | undefined
}

/** One of the two texts in its editor; only Format and Compact change its spacing, and only when pressed. */
export function JsonCard(props: JsonCardProps) {
  const { title, text, onText, marks, notes, docs, theme, focus } = props
  const isBroken = !readText(text).ok
  const respace = (label: string, indent: 0 | 2): ReactNode => (
    <Button
      size="small"
      aria-label={`${label} the ${title.toLowerCase()}`}
      isDisabled={isBroken}
      onPress={() => onText(respaceJson(text, indent))}
    >
      {label}
    </Button>
  )
  return (
    <Card
      title={title}
      isFlush
      aside={
        <>
          <span>
            {text.includes('\r') && 'CRLF · '}
            {byteLength(text)} B
          </span>
          {respace('Format', 2)}
          {respace('Compact', 0)}
          <CopyButton size="small" text={text} label={`Copy the ${title.toLowerCase()}`} />
        </>
      }
    >
      <CodeEditor
        label={`${title}, JSON`}
        text={text}
        onText={onText}
        marks={marks}
        {...(notes && { notes })}
        docs={docs}
        theme={theme}
        focus={focus}
      />
    </Card>
  )
}
