import { basename, dirname, relative } from 'node:path'

/** A text that belongs to a story. */
export interface GroupedText {
  id: string
  story: string
  text: string
}

/**
 * The story by where a file lies: its folder below `root`, else its name without the number at the
 * end, as in WikiRef ("greek.elections.112.txt").
 */
export function storyOfFile(root: string, file: string): string {
  const folder = dirname(relative(root, file))
  return folder === '.' ? basename(file).replace(/[._-]?\d*\.\w+$/, '') : folder
}
