import type { Answers } from '../../../shared/evidence/evidence-of-paste.ts'
import type { PasteJudgement } from '../../../shared/evidence/judge-paste.ts'
import type { Profile } from '../../../shared/profiles/profile.ts'
import type { LintResult } from '../../../shared/lint/run-lint.ts'
import { startWorker } from '../../ui/code-editor/trusted-worker-url.ts'
import type { LintQuestion, LintReply, PasteQuestion, PasteReply, PostedEvidence } from './lint-messages.ts'
import workerUrl from './lint.worker.ts?worker&url'
import { fromPortable } from './portable-findings.ts'

type Reply = LintReply | PasteReply

interface Waiting {
  readonly answer: (reply: Reply) => void
  readonly reject: (error: Error) => void
}

const waiting = new Map<number, Waiting>()
let worker: Worker | undefined
let count = 0

function started(): Worker {
  if (worker) return worker
  worker = startWorker(workerUrl, 'rules')
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if ('failed' in data) asked?.reject(new Error(data.failed))
    else asked?.answer(data)
  })
  worker.addEventListener('error', () => {
    for (const { reject } of waiting.values()) reject(new Error('the rules could not be loaded'))
    waiting.clear()
    worker = undefined
  })
  return worker
}

function ask(question: LintQuestion | PasteQuestion): Promise<Reply> {
  return new Promise((answer, reject) => {
    waiting.set(question.id, { answer, reject })
    started().postMessage(question)
  })
}

/** Runs every rule of the profile over the evidence, in the worker. Rejects when the worker cannot. */
export async function askWorker(profile: Profile, evidence: PostedEvidence): Promise<LintResult> {
  const named = profile.own ? profile : profile.id
  const reply = await ask({ id: (count += 1), profile: named, evidence })
  if ('result' in reply) return fromPortable(reply.result)
  throw new Error('the rules answered another question')
}

/** Recognises and judges a pasted text, in the worker; the text goes nowhere else. */
export async function judgeInWorker(paste: string, answers: Answers): Promise<PasteJudgement> {
  const reply = await ask({ id: (count += 1), paste, answers })
  if ('judgement' in reply) return reply.judgement
  throw new Error('the rules answered another question')
}
