import { clearCapture, readCapture, setCaptureAnswer, startCapture, stopCapture } from './capture.ts'
import { answerExperiment, diagnoseAttempt, runExperiment, tryAcross } from './diagnoses.ts'
import { listEnvironments, removeEnvironment, saveDraft, saveEnvironment } from './environments.ts'
import {
  changeHistory,
  describeHistory,
  importAttempt,
  listHistory,
  readHistory,
  removeHistory,
  restoreHistory,
  setRetention,
  wipeHistory,
} from './history.ts'
import { changeJwksHost, readJwksHost } from './jwks-host.ts'
import { inspectKey, makeKey, saveRepairedKey } from './key-hygiene.ts'
import {
  chooseKeyVariable,
  listKeys,
  listKeyVariables,
  lockKey,
  makeCertificate,
  openKey,
  signAssertion,
} from './keys.ts'
import { readLedger } from './ledger.ts'
import { cancelLogin, diagnoseLogin, listLogins, prepareLogin, startLogin, takeRedirect } from './logins.ts'
import type { Operation } from './operation.ts'
import { changePractice, readPractice } from './practice.ts'
import { copyProfile, listProfiles } from './profiles.ts'
import { listSeenKeys } from './seen-keys.ts'
import { getStatus, openSession } from './session.ts'
import { readToken, tryToken } from './token.ts'
import {
  fetchDocument,
  listAttempts,
  listDocuments,
  revealSecret,
  sendReadyMade,
  sendTokenRequest,
} from './token-requests.ts'
import { listVariables, takeVariable } from './variables.ts'
import { endWatch, listWatches, startWatch } from './watches.ts'

/** Every operation of the API, for docs/openapi.json and for the test that each is mounted. */
export const OPERATIONS: readonly Operation[] = [
  openSession,
  getStatus,
  listEnvironments,
  saveEnvironment,
  removeEnvironment,
  saveDraft,
  listVariables,
  takeVariable,
  listKeys,
  listKeyVariables,
  chooseKeyVariable,
  openKey,
  lockKey,
  makeCertificate,
  signAssertion,
  readJwksHost,
  changeJwksHost,
  sendTokenRequest,
  sendReadyMade,
  listAttempts,
  revealSecret,
  readToken,
  tryToken,
  diagnoseAttempt,
  runExperiment,
  answerExperiment,
  tryAcross,
  startWatch,
  listWatches,
  endWatch,
  fetchDocument,
  listDocuments,
  listSeenKeys,
  readCapture,
  startCapture,
  stopCapture,
  setCaptureAnswer,
  clearCapture,
  listHistory,
  describeHistory,
  readHistory,
  changeHistory,
  removeHistory,
  restoreHistory,
  wipeHistory,
  setRetention,
  importAttempt,
  prepareLogin,
  startLogin,
  listLogins,
  cancelLogin,
  takeRedirect,
  diagnoseLogin,
  readLedger,
  readPractice,
  changePractice,
  inspectKey,
  saveRepairedKey,
  makeKey,
  listProfiles,
  copyProfile,
]
