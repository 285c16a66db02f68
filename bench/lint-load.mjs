import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { median, quantile } from './run-built.mjs'

const ROUNDS = 100
const WARM_UP = 80
const RULES_BOUND_MS = 3
const FACTS_BOUND_MS = 150
const SMALL_FACTS_BOUND_MS = 5
/** Ten times the rows may take ten times as long, and this much more for what a cache no longer holds. */
const LINEAR = 1.5

const measure = async (keys, rows) => {
  const args = ['tools/run-ts.mjs', 'bench/lint-load-main.ts', keys, rows, WARM_UP + ROUNDS].map(String)
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 10_000_000 })
  const { factsMs, rulesMs } = JSON.parse(stdout)
  return { factsMs: factsMs.slice(WARM_UP), rulesMs: rulesMs.slice(WARM_UP) }
}

const row = (name, values, share, boundMs) => {
  const value = quantile(values, share)
  return {
    name,
    value: `${value.toFixed(2)} ms (median ${median(values).toFixed(2)})`,
    bound: `< ${boundMs} ms`,
    met: value < boundMs,
  }
}

/** In processor time. Every rule over gathered facts, and the gathering, with much and with little around one assertion. */
export const benchLintLoad = async () => {
  const large = await measure(100, 1_000)
  const small = await measure(2, 0)
  const longer = await measure(100, 10_000)
  const growth = median(longer.rulesMs) / median(large.rulesMs)
  return [
    row('all rules, 100 keys and 1,000 history rows, 95th percentile', large.rulesMs, 0.95, RULES_BOUND_MS),
    row('gathering facts, 100 keys and 1,000 history rows', large.factsMs, 0.5, FACTS_BOUND_MS),
    row('gathering facts, 2 keys', small.factsMs, 0.5, SMALL_FACTS_BOUND_MS),
    {
      name: 'all rules with 10,000 history rows against 1,000',
      value: `${growth.toFixed(1)} times`,
      bound: `< ${10 * LINEAR} times`,
      met: growth < 10 * LINEAR,
    },
  ]
}
