/** What stands against a form as a whole. */
export function FormProblem({ error }: { error: string | undefined }) {
  return (
    <div role="alert">
      {error && (
        <p
          tabIndex={-1}
          autoFocus
          className="border-l-2 border-alert py-1 pl-3 leading-relaxed outline-none"
        >
          {error}
        </p>
      )}
    </div>
  )
}
