import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { AttemptDocument, Flow } from '../../shared/attempt/attempt.ts'
import { withCertificate, type CertificateShape } from '../../shared/assertion/certificate-header.ts'
import { renewClaims } from '../../shared/assertion/renew-claims.ts'
import type { ShownCause } from '../../shared/contract/diagnoses.ts'
import type { Draft, Environment, LaunchDraft } from '../../shared/contract/environments.ts'
import type { LaunchValues } from '../../shared/contract/logins.ts'
import type { KeySummary } from '../../shared/contract/keys.ts'
import type { Profile } from '../../shared/profiles/profile.ts'
import type { Finding } from '../../shared/lint/run-lint.ts'
import { buildTokenRequest, type Grant } from '../../shared/token-request/build-token-request.ts'
import { announcedDpopAlgs, dpopAlgFor, wantsDpop } from '../../shared/token-request/dpop.ts'
import { withReceived } from '../features/launch/launch-model.ts'
import { defaultLaunch } from './default-launch.ts'
import { defaultDraft, draftForKey } from '../../shared/environment/default-draft.ts'
import { audienceCandidates, missingPart } from './environment-parts.ts'
import { liveEvidence } from './evidence.ts'
import { reapply } from './lint/portable-findings.ts'
import { useLint } from './lint/use-lint.ts'
import { draftOfReadyMade, useReadyMade, withOwnTexts, withoutEdits } from './ready-made.ts'
import {
  loginOfCode,
  parametersToSend,
  storedSecrets,
  storedValues,
  type Secrets,
  type StoredValue,
} from './secrets.ts'
import { stepStates } from './step-states.ts'
import { useAttempts } from './use-attempts.ts'
import type { Confirmed } from './use-confirmed.ts'
import { useDocuments } from './use-documents.ts'
import type { Drafts } from './use-draft.ts'
import type { EnvironmentChanges } from './use-environments.ts'
import { useKeys } from './use-keys.ts'
import { useLaunch } from './use-launch.ts'
import { useNow } from './use-now.ts'
import { useProfile } from './use-profiles.ts'
import { useSeenKeys } from './use-seen-keys.ts'
import { useSending } from './use-sending.ts'
import { useSigned, type SignedState } from './use-signed.ts'

/** Times are judged this often while nobody types, seconds. */
const JUDGE_EVERY_S = 5

export interface WorkbenchParts {
  readonly environment: Environment
  readonly savedDraft: Draft | undefined
  readonly drafts: Drafts
  readonly changes: EnvironmentChanges
  readonly isPracticeReady: boolean
  readonly attemptId: string | undefined
  readonly isLaunchOpen: boolean
  readonly received: LaunchValues | undefined
  readonly onReceived: () => void
  readonly confirmed: Confirmed
}

/** Everything about one environment that the screens show, and what can be done with it. */
export function useWorkbench(parts: WorkbenchParts) {
  const { environment, drafts, changes, confirmed } = parts
  const now = useNow()
  const profile = useProfile(environment.profile)
  const isPractice = environment.origin === 'practice'
  const keys = useKeys(isPractice ? environment.keyId : undefined)
  const [secrets, setSecrets] = useState<Secrets>({})
  const key = keys.data?.keys.find(({ id }) => id === environment.keyId)
  const { documents, jwks } = useDocuments(environment, parts.isPracticeReady)
  const seenKeys = useSeenKeys(jwks)
  const own = useDraft(parts, profile, key, jwks?.body)
  const readyMade = useReadyMade()
  const isReadyMade = readyMade.assertion !== undefined
  const draft = useMemo(() => draftOfReadyMade(own, readyMade.assertion), [own, readyMade.assertion])
  const setOwn = (next: Draft) => drafts.put(environment.id, next)
  const setDraft = (next: Draft) => setOwn(isReadyMade ? withOwnTexts(next, own) : next)
  useFirstDraft(parts, own, key !== undefined && (!isPractice || jwks !== undefined))
  const signedHere = useSigned(isReadyMade ? undefined : key, draft.headerText, draft.payloadText)
  const signed: SignedState = isReadyMade ? { state: 'signed', assertion: readyMade.assertion } : signedHere
  const assertion = signed.state === 'signed' ? signed.assertion : undefined
  const listed = useAttempts(environment.id)
  const attempts = listed.data?.attempts ?? NONE
  const history = listed.data?.history ?? NONE
  const launchDraft = useLaunchDraft(parts, draft, documents)
  const isDraftKnown = keys.isSuccess && (!isPractice || jwks !== undefined)
  useReceived(parts, launchDraft, isDraftKnown ? own : undefined)
  const launch = useLaunch({
    environment,
    launch: launchDraft,
    documents,
    history,
    isOpen: parts.isLaunchOpen,
  })
  const { logins } = launch
  const stored = useMemo(
    () => storedValues(draft, secrets, logins, attempts),
    [draft, secrets, logins, attempts],
  )
  const built = useBuilt(environment, draft, secrets, stored, signed.assertion)
  const dpop = {
    isOn: wantsDpop(draft, profile),
    alg: dpopAlgFor(documents),
    announced: announcedDpopAlgs(documents),
  }
  const attempt = attempts.find(({ id }) => id === parts.attemptId) ?? attempts[0]

  const beat = Math.floor(now / JUDGE_EVERY_S) * JUDGE_EVERY_S
  const current = assertion === undefined ? undefined : built
  const evidence = useMemo(
    () => (at: number) =>
      liveEvidence({
        environment,
        draft,
        // Whose key signed a ready-made assertion is for the rules to find out.
        key: isReadyMade ? undefined : key,
        documents,
        history,
        seenKeys,
        assertion,
        built: current,
        login: stored.some(({ name }) => name === 'code') ? loginOfCode(secrets, logins) : undefined,
        verifierFrom: stored.find(({ name }) => name === 'code_verifier')?.from,
        now: Math.max(at, beat),
      }),
    [
      environment,
      draft,
      isReadyMade,
      key,
      documents,
      history,
      seenKeys,
      assertion,
      current,
      stored,
      secrets,
      logins,
      beat,
    ],
  )
  const judged = useLint(environment.id, profile, evidence)
  const live = isReadyMade ? { ...judged, findings: withoutEdits(judged.findings) } : judged
  const attemptProfile = useProfile(attempt?.profile ?? environment.profile)
  const sending = useSending(confirmed)

  const renewed = (from: Draft): Draft => ({
    ...from,
    payloadText: renewClaims(from.payloadText, {
      jti: crypto.randomUUID(),
      now: Date.now() / 1_000,
      lifetimeS: from.lifetimeS,
    }),
  })
  const followKey = (next: KeySummary): Draft =>
    draftForKey(own, profile.id, keys.data?.keys ?? [], next, jwks?.body)
  const applyFix = (finding: Finding, to: Draft): Draft =>
    finding.edit ? { ...to, [finding.edit.target]: finding.edit.apply(to[finding.edit.target]) } : to
  const send = async (from: Draft = draft) => {
    if (sending.isSending) return undefined
    const form = {
      ...(dpop.isOn && { dpop: dpop.alg }),
      environmentId: environment.id,
      flow: grantOf(from.flow),
      parameters: parametersToSend(from, secrets),
      stored: stored.map(({ name, from }) => ({ name, from })),
    }
    if (readyMade.assertion !== undefined) {
      await changes.settled()
      return sending.send({ ...form, assertion: readyMade.assertion })
    }
    if (!key) return undefined
    const next = from.renewOnSend ? renewed(from) : from
    if (next !== draft) setDraft(next)
    await changes.settled()
    const { headerText, payloadText } = next
    const attempt = await sending.send({
      ...form,
      keyId: key.id,
      headerText,
      payloadText,
      ...(from.renewOnSend && { renewLifetimeS: from.lifetimeS }),
    })
    // A nonce had it sent again with another jti: the editor shows what was sent.
    if (attempt && from.renewOnSend && attempt.payloadText !== payloadText && attempt.payloadText !== '')
      setDraft({ ...next, payloadText: attempt.payloadText })
    return attempt
  }
  const { tokenEndpoint, clientId } = environment.settings
  const answer = !attempt ? 'none' : attempt.outcome.kind === 'token' ? 'token' : 'refused'
  return {
    environment,
    profile,
    attemptProfile,
    now,
    keys,
    key,
    draft,
    setDraft,
    draftProblem: drafts.problem,
    secrets,
    setSecrets,
    stored,
    storedSecrets: storedSecrets(stored, logins),
    launch,
    launchDraft,
    signed,
    readyMade,
    dpop,
    built,
    documents,
    jwks,
    seenKeys,
    live,
    attempts,
    attempt,
    sending,
    /** Why nothing can be sent; undefined when it can. */
    missing: missingPart(tokenEndpoint, key, isReadyMade),
    steps: stepStates({
      findings: [
        ...live.findings.filter(({ object }) => object !== 'authorize-url'),
        ...launch.live.findings.filter(({ object }) => object === 'authorize-url'),
      ],
      judged: live.judged,
      launchJudged: launch.live.judged,
      hasServer: Boolean(tokenEndpoint && clientId),
      hasKey: key !== undefined && key.state !== 'unusable' && key.state !== 'locked',
      isSigned: signed.state !== 'idle' && signed.state !== 'failed',
      signingFailed: signed.state === 'failed',
      answer,
    }),
    renew: () => setOwn(renewed(own)),
    fix: (finding: Finding) => setDraft(applyFix(finding, draft)),
    fixAndSend: ({ target, before, after }: TextEdit) =>
      send({ ...draft, [target]: reapply(before, after, draft[target]) }),
    send: () => send(),
    fillFromCertificate: (shape: CertificateShape) => {
      if (key?.certificate === undefined) return
      const headerText = withCertificate(own.headerText, shape, key.certificate, key.algorithms)
      setOwn({ ...own, headerText })
    },
    chooseKey: (keyId: string) => {
      const next = keys.data?.keys.find(({ id }) => id === keyId)
      changes.save({ ...environment, keyId })
      if (next) setOwn(followKey(next))
    },
    /** A locked key has been opened: only now is it known what it can sign with. */
    keyOpened: (opened: KeySummary) => setOwn(followKey(opened)),
    audienceCandidates: audienceCandidates(environment),
  }
}

/** A repair as the text before and after it. */
export type TextEdit = NonNullable<ShownCause['edit']>

export type Workbench = ReturnType<typeof useWorkbench>

const NONE: never[] = []

const grantOf = (flow: Flow): Grant => (flow === 'authorize' || flow === 'key' ? 'client_credentials' : flow)

/** What was typed in this tab, else what the server kept, else a first text that follows key and JWK Set. */
function useDraft(
  parts: WorkbenchParts,
  profile: Profile,
  key: Workbench['key'],
  jwksBody: string | undefined,
): Draft {
  const { environment, savedDraft, drafts } = parts
  const [start] = useState(() => ({ jti: crypto.randomUUID(), now: Date.now() / 1_000 }))
  const first = useMemo(
    () => defaultDraft({ environment, profile, key, jwksBody, ...start }),
    [environment, profile, key, jwksBody, start],
  )
  return drafts.typed[environment.id] ?? savedDraft ?? first
}

/**
 * What was typed at the Launch step, else, while it is open, a first request made from the environment; with what an
 * EHR launch has just brought.
 */
function useLaunchDraft(parts: WorkbenchParts, draft: Draft, documents: readonly AttemptDocument[]) {
  const { environment, isLaunchOpen, received } = parts
  return useMemo(() => {
    if (received && draft.launch) return withReceived(draft.launch, received)
    if (received) return defaultLaunch({ environment, documents, kind: 'ehr', received })
    return (
      draft.launch ??
      (isLaunchOpen ? defaultLaunch({ environment, documents, kind: 'standalone' }) : undefined)
    )
  }, [draft.launch, environment, documents, isLaunchOpen, received])
}

/** Keeps what an EHR launch brought as soon as there is a draft to keep it in. */
function useReceived(parts: WorkbenchParts, launch: LaunchDraft | undefined, draft: Draft | undefined) {
  const { environment, drafts, received, onReceived } = parts
  const keep = useEffectEvent((known: Draft) => {
    drafts.put(environment.id, { ...known, launch })
    onReceived()
  })
  const isDue = received !== undefined && draft !== undefined
  useEffect(() => {
    if (isDue) keep(draft)
  }, [isDue, draft])
}

/** Keeps the first text once everything that it follows is known, so that this environment is the one to come back to. */
function useFirstDraft({ environment, savedDraft, drafts }: WorkbenchParts, draft: Draft, isKnown: boolean) {
  const isKept = savedDraft !== undefined || drafts.typed[environment.id] !== undefined
  const keep = useEffectEvent(() => drafts.put(environment.id, draft))
  const isDue = isKnown && !isKept && environment.settings.tokenEndpoint !== undefined
  useEffect(() => {
    if (isDue) keep()
  }, [isDue])
}

function useBuilt(
  environment: Environment,
  draft: Draft,
  secrets: Secrets,
  stored: readonly StoredValue[],
  assertion: string | undefined,
) {
  const { tokenEndpoint } = environment.settings
  return useMemo(
    () =>
      tokenEndpoint && assertion !== undefined
        ? buildTokenRequest({
            tokenEndpoint,
            flow: grantOf(draft.flow),
            assertion,
            parameters: [
              ...stored.map(({ name, mark }): [string, string] => [name, mark]),
              ...parametersToSend(draft, secrets),
            ],
          })
        : undefined,
    [tokenEndpoint, draft, secrets, stored, assertion],
  )
}
