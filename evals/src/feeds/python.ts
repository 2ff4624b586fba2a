/** A value of Python as feedparser's tests write it. Tuples and lists are arrays, dicts are objects. */
export type Literal = string | number | boolean | null | Literal[] | { [key: string]: Literal }

/** `entries[0]['title']` is the root `entries` with the steps 0 and `title`. */
export interface Path {
  root: string
  steps: (string | number)[]
}

/** What is claimed of a path. Every claim of an expectation has to hold. */
export type Claim = { path: Path; is: ClaimKind }

export type ClaimKind =
  | { equal: Literal }
  | { unequal: Literal }
  | { length: number }
  /** Python's truth: neither absent nor empty. */
  | 'true'
  | 'false'
  | 'absent'

/** The tokens: a string with the letters before it, a number, a name, or a sign. */
const token =
  /\s*(?:([ubr]*)('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(-?\d+)|([A-Za-z_]\w*)|(==|!=|\S))/sy

const controls: Record<string, string> = { n: '\n', r: '\r', t: '\t', a: '\u{7}' }
const constants: Record<string, Literal> = { None: null, True: true, False: false }

type Token =
  | { kind: 'string'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'name'; value: string }
  | { kind: 'sign'; value: string }

/**
 * Reads the part of Python that the expectations are written in: claims joined by `and`, of the kinds
 * `a == b`, `a == b == c`, `a != b`, `a is b`, `len(a) == n`, `not a`, `a`, `not a.has_key(b)`.
 * Nothing is ever executed. A bare `1` claims nothing.
 * @returns null for an expression that is another
 */
export function readClaims(expression: string): Claim[] | null {
  try {
    return new Reader(tokensOf(expression)).readAll()
  } catch (error) {
    if (error instanceof Unread) return null
    throw error
  }
}

class Unread extends Error {}

function tokensOf(expression: string): Token[] {
  const tokens: Token[] = []
  token.lastIndex = 0
  const text = expression.trim()
  while (token.lastIndex < text.length) {
    const [, prefix, string, number, name, sign] = token.exec(text) ?? []
    if (string !== undefined) tokens.push({ kind: 'string', value: unquoted(string, prefix ?? '') })
    else if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) })
    else if (name !== undefined) tokens.push({ kind: 'name', value: name })
    else if (sign !== undefined) tokens.push({ kind: 'sign', value: sign })
    else throw new Unread()
  }
  return tokens
}

function unquoted(quoted: string, prefix: string): string {
  const text = quoted.slice(1, -1)
  if (prefix.includes('r')) return text
  return text.replace(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|(.))/gis,
    (_, x?: string, u?: string, long?: string, other?: string) => {
      const code = x ?? u ?? long
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16))
      return other === '\n' ? '' : (controls[other ?? ''] ?? other ?? '')
    },
  )
}

class Reader {
  #at = 0
  readonly #tokens: readonly Token[]

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  readAll(): Claim[] {
    const claims = this.#readJoined()
    if (this.#at < this.#tokens.length) throw new Unread()
    return claims
  }

  #readJoined(): Claim[] {
    const claims = this.#readTerm()
    while (this.#take('and')) claims.push(...this.#readTerm())
    return claims
  }

  #readTerm(): Claim[] {
    if (this.#take('(')) {
      const claims = this.#readJoined()
      this.#demand(')')
      return claims
    }
    if (this.#take('not')) return [this.#readDenial()]
    if (this.#take('len')) {
      this.#demand('(')
      const path = this.#readPath()
      this.#demand(')')
      this.#demand('==')
      const length = this.#readLiteral()
      if (typeof length !== 'number') throw new Unread()
      return [{ path, is: { length } }]
    }
    if (this.#peek()?.kind === 'number') {
      this.#readLiteral()
      return []
    }
    return this.#readComparison()
  }

  #readDenial(): Claim {
    if (this.#peek()?.kind !== 'name') throw new Unread()
    const path = this.#readPath()
    if (path.steps.at(-1) !== 'has_key') return { path, is: 'false' }
    this.#demand('(')
    const key = this.#readLiteral()
    this.#demand(')')
    if (typeof key !== 'string') throw new Unread()
    return { path: { root: path.root, steps: [...path.steps.slice(0, -1), key] }, is: 'absent' }
  }

  /** `a == b == 'c'` claims the literal of both paths. */
  #readComparison(): Claim[] {
    const paths = [this.#readPath()]
    for (;;) {
      const isUnequal = this.#take('!=')
      if (!isUnequal && !this.#take('==') && !this.#take('is')) {
        if (paths.length > 1) throw new Unread()
        return paths.map((path) => ({ path, is: 'true' }))
      }
      const next = this.#peek()
      if (next?.kind === 'name' && !(next.value in constants)) {
        if (isUnequal) throw new Unread()
        paths.push(this.#readPath())
        continue
      }
      const value = this.#readLiteral()
      return paths.map((path) => ({ path, is: isUnequal ? { unequal: value } : { equal: value } }))
    }
  }

  #readPath(): Path {
    const first = this.#next()
    if (first.kind !== 'name') throw new Unread()
    const path: Path = { root: first.value, steps: [] }
    for (;;) {
      if (this.#take('.')) {
        const name = this.#next()
        if (name.kind !== 'name') throw new Unread()
        path.steps.push(name.value)
      } else if (this.#take('[')) {
        const step = this.#readLiteral()
        if (typeof step !== 'string' && typeof step !== 'number') throw new Unread()
        path.steps.push(step)
        this.#demand(']')
      } else return path
    }
  }

  #readLiteral(): Literal {
    const next = this.#next()
    if (next.kind === 'string') return next.value + this.#readRestOfString()
    if (next.kind === 'number') return next.value
    if (next.kind === 'name') {
      const constant = constants[next.value]
      if (constant === undefined) throw new Unread()
      return constant
    }
    if (next.value === '(') return this.#readList(')')
    if (next.value === '[') return this.#readList(']')
    if (next.value === '{') return this.#readDict()
    throw new Unread()
  }

  /** Strings are joined by `+`, and by standing side by side. */
  #readRestOfString(): string {
    if (!this.#take('+') && this.#peek()?.kind !== 'string') return ''
    const rest = this.#readLiteral()
    if (typeof rest !== 'string') throw new Unread()
    return rest
  }

  #readList(end: string): Literal[] {
    const values: Literal[] = []
    while (!this.#take(end)) {
      values.push(this.#readLiteral())
      if (this.#take(',')) continue
      this.#demand(end)
      break
    }
    return values
  }

  #readDict(): Literal {
    const entries: [string, Literal][] = []
    while (!this.#take('}')) {
      const key = this.#readLiteral()
      if (typeof key !== 'string') throw new Unread()
      this.#demand(':')
      entries.push([key, this.#readLiteral()])
      if (this.#take(',')) continue
      this.#demand('}')
      break
    }
    return Object.fromEntries(entries)
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at]
  }

  #next(): Token {
    const next = this.#tokens[this.#at]
    if (!next) throw new Unread()
    this.#at += 1
    return next
  }

  /** Whether this name or sign came next. */
  #take(value: string): boolean {
    const next = this.#peek()
    const isNext = next?.kind !== 'string' && next?.value === value
    if (isNext) this.#at += 1
    return isNext
  }

  #demand(value: string): void {
    if (!this.#take(value)) throw new Unread()
  }
}
