import { runDiagnose } from './run-diagnose.ts'

// `| head -1` closes the pipe: what is left has no reader.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
process.exitCode = await runDiagnose(process.argv.slice(2), process)
