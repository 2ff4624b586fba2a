/**
 * A generator that can be ended while it waits. `return()` of an async generator takes effect only at
 * its next `yield`, which for a quiet stream may never come; `close` is to end what it waits for.
 */
export function closable<Item>(
  generator: AsyncGenerator<Item, void, undefined>,
  close: () => void,
): AsyncGenerator<Item, void, undefined> {
  return {
    next: () => generator.next(),
    return() {
      close()
      return generator.return()
    },
    throw(error) {
      close()
      return generator.throw(error)
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
