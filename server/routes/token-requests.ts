import type { IRouter } from 'express'
import { readToken, tryToken } from '../../shared/contract/token.ts'
import { listSeenKeys } from '../../shared/contract/seen-keys.ts'
import {
  fetchDocument,
  listAttempts,
  listDocuments,
  revealSecret,
  sendReadyMade,
  sendTokenRequest,
} from '../../shared/contract/token-requests.ts'
import { mount } from '../http/mount.ts'
import type { Program } from '../program.ts'
import { makeFetchDocument } from '../services/fetch-document.ts'
import { makeReadToken } from '../services/read-token.ts'
import { makeTryToken } from '../services/try-token.ts'
import { makeSendTokenRequest } from '../services/send-token-request.ts'

export const mountTokenRequests = (router: IRouter, program: Program): void => {
  const { attempts, documents, history, seenKeys, sendOnce, sendReadyMade: sendAsPasted } = program
  mount(router, sendTokenRequest, makeSendTokenRequest(sendOnce, history))
  mount(router, sendReadyMade, sendAsPasted)
  mount(router, listAttempts, ({ environmentId }) => {
    const shown = attempts.list(environmentId).map((each) => each.shown)
    return { attempts: shown, history: attempts.history(environmentId) }
  })
  mount(router, revealSecret, ({ attemptId, member }) => ({ value: attempts.reveal(attemptId, member) }))
  mount(router, readToken, makeReadToken(program))
  mount(router, tryToken, makeTryToken(program))
  mount(router, fetchDocument, makeFetchDocument(program))
  mount(router, listDocuments, ({ environmentId }) => ({ documents: documents.list(environmentId) }))
  mount(router, listSeenKeys, ({ url }) => ({ keys: [...seenKeys.list(url)] }))
}
