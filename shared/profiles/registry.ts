import { epicSandbox } from './epic-sandbox.ts'
import { epicProduction } from './epic-production.ts'
import { smartGeneric } from './smart-generic.ts'
import { oracleHealth } from './oracle-health.ts'
import { athenahealth } from './athenahealth.ts'
import { okta } from './okta.ts'
import { auth0 } from './auth0.ts'
import { keycloak } from './keycloak.ts'
import { entra } from './entra.ts'
import { nodeOidcProvider } from './node-oidc-provider.ts'
import { rfc7523 } from './rfc7523.ts'
import { rfc10070Fapi2 } from './rfc10070-fapi2.ts'
import { nhsEngland } from './nhs-england.ts'
import { medplum } from './medplum.ts'
import { duende } from './duende.ts'
import { cmsDpc } from './cms-dpc.ts'
import { udap } from './udap.ts'
import { google } from './google.ts'
import type { Profile } from './profile.ts'

/** Every kind of server that the workbench knows, in the order they are offered. */
export const PROFILES: readonly Profile[] = [
  epicSandbox,
  epicProduction,
  smartGeneric,
  oracleHealth,
  athenahealth,
  okta,
  auth0,
  keycloak,
  entra,
  nodeOidcProvider,
  rfc7523,
  rfc10070Fapi2,
  nhsEngland,
  medplum,
  duende,
  cmsDpc,
  udap,
  google,
]

const BY_ID: ReadonlyMap<string, Profile> = new Map(PROFILES.map((profile) => [profile.id, profile]))

export const profileById = (id: string): Profile | undefined => BY_ID.get(id)
