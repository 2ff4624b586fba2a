import { createGraphiQLFetcher, isAsyncIterable } from '@graphiql/toolkit'
import type { CreateFetcherOptions, Fetcher } from '@graphiql/toolkit'
import { getOperationAST, Kind, parse } from 'graphql'
import type { DocumentNode } from 'graphql'

/**
 * GraphiQL's fetcher, made right for those who are quicker than its editor. GraphiQL sends the text
 * that it shows, but says of it what it last understood, up to 100 ms ago: perhaps the operation of
 * another tab. And it writes a late answer into whichever tab is open by then.
 */
export function createPlaygroundFetcher(options: CreateFetcherOptions): Fetcher {
  const send = createGraphiQLFetcher(options)
  return async (params, fetcherOptions) => {
    const document = understand(params.query)
    const operationName = document && operationToRun(document, params.operationName)
    const answer = await send(
      { ...params, operationName },
      { ...fetcherOptions, documentAST: document },
    )
    return isAsyncIterable(answer) ? untilStopped(answer) : answer
  }
}

/** The operation that was chosen, or else the first: what the editor comes to a moment later. */
export function operationToRun(
  document: DocumentNode,
  chosen: string | null | undefined,
): string | undefined {
  if (chosen && getOperationAST(document, chosen)) return chosen
  const first = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  return first && 'name' in first ? first.name?.value : undefined
}

/** Where the text is none, the API says so better than the editor could. */
function understand(query: string): DocumentNode | undefined {
  try {
    return parse(query)
  } catch {
    return undefined
  }
}

/** The same answers, but none any more as soon as `return` is called. */
function untilStopped<T>(answers: AsyncIterable<T>): AsyncIterableIterator<T> {
  const inner = answers[Symbol.asyncIterator]()
  const end: IteratorReturnResult<undefined> = { done: true, value: undefined }
  let stop: (result: typeof end) => void
  const stopped = new Promise<typeof end>((resolve) => {
    stop = resolve
  })
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    next: () => Promise.race([stopped, inner.next()]),
    async return() {
      stop(end)
      // Not awaited: it waits for the answer that is still on its way.
      void inner.return?.()
      return end
    },
  }
}
