import { oneLine, plainText } from '../../../shared/report/plain-text.ts'
import type { ReportModel } from '../../../shared/report/report-model.ts'

const WIDTH = 1_000
const SCALE = 2
const PAD = 32
const LINE = 18
const MONO = '12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace'
const UI = 'system-ui, "DejaVu Sans", sans-serif'
const COLOURS = {
  ink: '#1a1b18',
  muted: '#5d5f58',
  line: '#dfdfd8',
  surface: '#ffffff',
  error: '#b3211a',
  success: '#1a7340',
  back: '#f6f6f3',
}

/**
 * The report as a picture, drawn from the redacted model on a canvas: nothing of the page is captured, so nothing of
 * the page can be in it, and no text has to become markup on the way.
 */
export function drawCard(model: ReportModel): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  // Once to learn the height, once to draw.
  const height = draw(canvas.getContext('2d'), model)
  canvas.width = WIDTH * SCALE
  canvas.height = height * SCALE
  const context = canvas.getContext('2d')
  if (context) {
    context.scale(SCALE, SCALE)
    context.fillStyle = COLOURS.back
    context.fillRect(0, 0, WIDTH, height)
    draw(context, model)
  }
  return canvas
}

function draw(context: CanvasRenderingContext2D | null, model: ReportModel): number {
  if (!context) return PAD
  let y = PAD
  const lines = (text: string, font: string, colour: string, indent = 0, step = LINE): void => {
    context.font = font
    context.fillStyle = colour
    context.textBaseline = 'top'
    for (const line of plainText(text)
      .split('\n')
      .flatMap((each) => wrap(context, each, WIDTH - 2 * PAD - indent))) {
      context.fillText(line, PAD + indent, y)
      y += step
    }
  }
  const heading = (text: string): void => {
    y += 10
    context.fillStyle = COLOURS.line
    context.fillRect(PAD, y, WIDTH - 2 * PAD, 1)
    y += 10
    lines(text, `650 13px ${UI}`, COLOURS.ink)
    y += 2
  }
  const rows = (all: ReportModel['identity']): void => {
    for (const { name, value } of all) {
      const from = y
      lines(oneLine(name), `12px ${UI}`, COLOURS.muted)
      const after = y
      y = from
      lines(oneLine(value), MONO, COLOURS.ink, 200)
      y = Math.max(y, after)
    }
  }
  lines(`Token request: ${model.answer}`, `650 20px ${UI}`, COLOURS.ink, 0, 28)
  lines(model.verdict, `600 14px ${UI}`, model.worked ? COLOURS.success : COLOURS.error, 0, 20)
  lines(`${model.sentAt} · ${model.profile} · ${model.clock}`, `12px ${UI}`, COLOURS.muted)
  heading('Identity')
  rows([...model.identity, { name: 'key thumbprint', value: model.thumbprint }, ...model.requestIds])
  if (model.causes.length > 0) {
    heading('Causes')
    for (const { grade, title } of model.causes.slice(0, 4))
      lines(`${grade}: ${title}`, `12px ${UI}`, COLOURS.ink)
  }
  heading('JOSE header and claims')
  lines(model.headerText, MONO, COLOURS.ink)
  lines(model.payloadText, MONO, COLOURS.ink)
  heading('Request')
  lines(model.requestLines.slice(0, 1).join(''), MONO, COLOURS.ink)
  rows(model.parameters)
  heading('Answer')
  lines([...model.answerLines.slice(0, 1), model.answerBody.slice(0, 800)].join('\n'), MONO, COLOURS.ink)
  y += 12
  lines(
    `redacted · removed: ${model.removed.length === 0 ? 'nothing' : model.removed.join(', ')} · Countersign`,
    `12px ${UI}`,
    COLOURS.muted,
  )
  return y + PAD
}

/** A line broken where it fits; long values break anywhere. */
function wrap(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  const most = Math.max(8, Math.floor((text.length * width) / Math.max(1, context.measureText(text).width)))
  if (text.length <= most) return [text]
  const cut = text.lastIndexOf(' ', most)
  const at = cut > most / 2 ? cut + 1 : most
  return [text.slice(0, at), ...wrap(context, text.slice(at), width)]
}
