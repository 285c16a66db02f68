import { openDataFolder, readProgram } from '../start.ts'
import { makeLogger } from './log.ts'
import type { StartOptions } from './options.ts'
import { tryEnvironment, type TryIo, type TryOptions } from './try-environment.ts'

/** The same data folder, keys and environments as the workbench, without its page and its listener. */
export async function tryFromCommandLine(
  start: StartOptions,
  options: TryOptions,
  io: TryIo,
): Promise<number> {
  const { program, dispose } = readProgram(
    { ...start, practicePort: 0 },
    makeLogger(),
    openDataFolder(start),
    {
      isWritable: true,
      port: () => 0,
    },
  )
  try {
    return await tryEnvironment(program, options, io)
  } finally {
    await dispose()
  }
}
