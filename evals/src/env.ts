/** The folder with the gold sets, and where the command was given; null where they are not known. */
export interface Surroundings {
  dataFolder: string | null
  /** Relative paths on the command line start here. */
  workingFolder: string
}

export function readSurroundings(env: NodeJS.ProcessEnv = process.env): Surroundings {
  return {
    dataFolder: env.COURANT_DATA || null,
    workingFolder: env.INIT_CWD || process.cwd(),
  }
}
