import type { editor } from 'monaco-editor/editor'

/** Monaco takes plain hex values only, so the colours of tokens.css are repeated here. */
const PALETTES = {
  light: {
    base: 'vs',
    name: '7a3e00',
    string: '0a4f7a',
    number: '14713f',
    word: '6a37a8',
    surface: '#ffffff',
    sunken: '#f0f0ec',
    line: '#dfdfd8',
    ink: '#1a1b18',
    muted: '#5d5f58',
    accent: '#1d4ed8',
    selection: '#1d4ed829',
    error: '#b3211a',
    warning: '#8a5200',
    hint: '#3c5a96',
  },
  dark: {
    base: 'vs-dark',
    name: 'e8b15a',
    string: '8fcdf5',
    number: '5fcf8e',
    word: 'c3a0f2',
    surface: '#1c1e23',
    sunken: '#121317',
    line: '#2c2f36',
    ink: '#e8e8e4',
    muted: '#a4a7ae',
    accent: '#7aa2ff',
    selection: '#7aa2ff33',
    error: '#ff8a80',
    warning: '#e8b15a',
    hint: '#9db9f5',
  },
} as const

type Palette = (typeof PALETTES)['light' | 'dark']

const theme = (palette: Palette): editor.IStandaloneThemeData => ({
  base: palette.base,
  inherit: true,
  rules: [
    { token: 'string.key.json', foreground: palette.name },
    { token: 'string.value.json', foreground: palette.string },
    { token: 'number.json', foreground: palette.number },
    { token: 'keyword.json', foreground: palette.word },
    { token: 'delimiter', foreground: palette.ink.slice(1) },
  ],
  colors: {
    'editor.background': palette.surface,
    'editor.foreground': palette.ink,
    'editorGutter.background': palette.surface,
    'editorLineNumber.foreground': palette.muted,
    'editorLineNumber.activeForeground': palette.ink,
    'editorCursor.foreground': palette.ink,
    'editor.selectionBackground': palette.selection,
    'editor.lineHighlightBorder': '#00000000',
    'editor.lineHighlightBackground': '#00000000',
    'editorError.foreground': palette.error,
    'editorWarning.foreground': palette.warning,
    'editorInfo.foreground': palette.hint,
    'editorBracketHighlight.foreground1': palette.ink,
    'editorBracketHighlight.foreground2': palette.ink,
    'editorBracketHighlight.foreground3': palette.ink,
    'editorWidget.background': palette.surface,
    'editorWidget.foreground': palette.ink,
    'editorWidget.border': palette.line,
    'editorHoverWidget.background': palette.surface,
    'editorHoverWidget.border': palette.line,
    'editorSuggestWidget.background': palette.surface,
    'editorSuggestWidget.border': palette.line,
    'widget.shadow': '#00000022',
    // Light enough for the text on them: a line and a run of characters lie over each other.
    'diffEditor.removedLineBackground': `${palette.error}0d`,
    'diffEditor.removedTextBackground': `${palette.error}24`,
    'diffEditor.insertedLineBackground': `#${palette.number}0d`,
    'diffEditor.insertedTextBackground': `#${palette.number}24`,
    focusBorder: palette.accent,
    'input.background': palette.surface,
    'input.foreground': palette.ink,
    'input.border': palette.line,
  },
})

export const EDITOR_THEMES = {
  light: { id: 'workbench-light', data: theme(PALETTES.light) },
  dark: { id: 'workbench-dark', data: theme(PALETTES.dark) },
} as const
