import { measureLoad } from './lint-load.ts'

/** One JSON line for bench/lint-load.mjs: keys, rows and rounds as arguments. */
const [keys = 2, rows = 0, rounds = 10] = process.argv.slice(2).map(Number)
process.stdout.write(`${JSON.stringify(await measureLoad(keys, rows, rounds))}\n`)
