/** Something that can be done from the palette. */
export interface Action {
  readonly id: string
  readonly label: string
  /** As printed on the keys: "Ctrl Enter", "3". */
  readonly keys?: string | undefined
  readonly run: () => void
}

/** Every word that was typed occurs in the label; order kept, hits at the start of the label first. */
export function matching(actions: readonly Action[], typed: string): Action[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const hits = actions.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)))
  const first = words[0] ?? ''
  const starts = ({ label }: Action) => label.toLowerCase().startsWith(first)
  return [...hits.filter(starts), ...hits.filter((action) => !starts(action))]
}
