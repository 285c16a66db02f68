import type { IRouter } from 'express'
import { readLedger } from '../../shared/contract/ledger.ts'
import { changePractice, readPractice } from '../../shared/contract/practice.ts'
import { getStatus, openSession } from '../../shared/contract/session.ts'
import { mount } from '../http/mount.ts'
import type { Program } from '../program.ts'
import { makeChangePractice, makeReadPractice } from '../services/practice.ts'
import { makeGetStatus } from '../services/status.ts'

/** The program itself: its session, state, ledger and practice server. */
export const mountWorkbench = (router: IRouter, program: Program): void => {
  const { sessions, ledger, practice, statusSources } = program
  mount(router, openSession, ({ boot }) => ({ token: sessions.redeem(boot) }))
  mount(router, getStatus, makeGetStatus(statusSources))
  mount(router, readLedger, () => ({ entries: ledger.list() }))
  mount(router, readPractice, makeReadPractice(practice))
  mount(router, changePractice, makeChangePractice(practice))
}
