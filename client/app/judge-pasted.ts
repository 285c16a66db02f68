import type { Judge } from '../features/paste/use-judgement.ts'

/** Judges a pasted text in the worker that runs the rules, which is loaded with the first question. */
export const judgePasted: Judge = async (text, answers) => {
  const { judgeInWorker } = await import('./lint/ask-worker.ts')
  return judgeInWorker(text, answers)
}
