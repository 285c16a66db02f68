import { runDiagnose } from './run-diagnose.ts'

process.exitCode = await runDiagnose(process.argv.slice(2), process)
