import type { AccountRole } from '@courant/prisma'
import { type Command, InvalidArgumentError } from 'commander'

import type { InviteFlags } from './accounts.ts'
import type { OnDatabase } from './run.ts'

/** As they are written on the command line. */
const roles: Record<string, AccountRole> = { reader: 'READER', editor: 'EDITOR', admin: 'ADMIN' }

export function addAccountCommands(program: Command, onDatabase: OnDatabase): void {
  const account = program.command('account').description('accounts: who signs in')

  account
    .command('invite')
    .description('let somebody make an account, once, within a week; also where sign-up is closed')
    .requiredOption('--role <role>', `what it may: ${Object.keys(roles).join(', ')}`, parseRole)
    .option('--email <address>', 'for this address alone')
    .option('--json', 'as one JSON object')
    .action((flags: InviteFlags) =>
      onDatabase(async (run) => (await import('./accounts.ts')).invite(run, flags)),
    )
}

function parseRole(given: string): AccountRole {
  const role = roles[given.toLowerCase()]
  if (role) return role
  throw new InvalidArgumentError(`A role is one of ${Object.keys(roles).join(', ')}.`)
}
