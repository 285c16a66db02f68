import fc from 'fast-check'

/** The seed of every property in `npm test`: the same run twice is the same run. `npm run fuzz` looks further. */
export const SEED = 7523

fc.configureGlobal({ seed: SEED })

export { fc }
