import type { LintResult } from '../../../shared/lint/run-lint.ts'
import { startWorker } from '../../ui/code-editor/trusted-worker-url.ts'
import type { LintQuestion, LintReply, PostedEvidence } from './lint-messages.ts'
import workerUrl from './lint.worker.ts?worker&url'
import { fromPortable } from './portable-findings.ts'

interface Waiting {
  readonly resolve: (result: LintResult) => void
  readonly reject: (error: Error) => void
}

const waiting = new Map<number, Waiting>()
let worker: Worker | undefined
let count = 0

function started(): Worker {
  if (worker) return worker
  worker = startWorker(workerUrl, 'rules')
  worker.addEventListener('message', ({ data }: MessageEvent<LintReply>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if ('failed' in data) asked?.reject(new Error(data.failed))
    else asked?.resolve(fromPortable(data.result))
  })
  worker.addEventListener('error', () => {
    for (const { reject } of waiting.values()) reject(new Error('the rules could not be loaded'))
    waiting.clear()
    worker = undefined
  })
  return worker
}

/** Runs every rule of the profile over the evidence, in the worker. Rejects when the worker cannot. */
export function askWorker(profileId: string, evidence: PostedEvidence): Promise<LintResult> {
  const question: LintQuestion = { id: (count += 1), profileId, evidence }
  return new Promise((resolve, reject) => {
    waiting.set(question.id, { resolve, reject })
    started().postMessage(question)
  })
}
