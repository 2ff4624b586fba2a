/** Fits a machine with 2 cores and 2 GB on which Courant is not alone. */
const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_preload_libraries: 'pg_stat_statements',
  // Several processes with a pool each, and test files that each have their own.
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  maintenance_work_mem: '128MB',
  wal_compression: 'on',
  random_page_cost: '1.1',
  // Both make one long query faster at the cost of the many short ones beside it.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // What startup failures are told apart by.
  lc_messages: 'C',
}

/** For data that may be lost in a crash. */
const undurable = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
}

/** The server's arguments. */
export function serverSettings(port: number, durable: boolean): string[] {
  const settings = { ...always, ...(durable ? {} : undurable), port: String(port) }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/**
 * Sorts by code point and knows every script's letters, alike on every platform and for ever: the
 * provider built into PostgreSQL depends on no library of the system. macOS has no C.UTF-8 for what
 * the provider leaves to the system.
 */
export function initdbLocale(platform: NodeJS.Platform): string[] {
  return [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    platform === 'darwin' ? '--locale=en_US.UTF-8' : '--locale=C.UTF-8',
  ]
}
