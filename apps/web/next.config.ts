import type { NextConfig } from 'next'

const config: NextConfig = {
  transpilePackages: ['@courant/filter'],
  // Its own, since it takes in the types of the last build, which a moved page would contradict.
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  poweredByHeader: false,
  // The server in front of the pages compresses: it changes them first.
  compress: false,
  // A subscription list is up to 2 MiB; the page says so of a larger one, up to this.
  experimental: { serverActions: { bodySizeLimit: '8mb' } },
  // Every browser gets its metadata in the head, not streamed behind the page by a script.
  htmlLimitedBots: /.*/,
  headers: async () => [
    {
      // Named after its content.
      source: '/client/:path*',
      headers: [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }],
    },
    {
      // A worker that is replaced must be seen to be.
      source: '/sw.js',
      headers: [{ key: 'Cache-Control', value: 'no-cache' }],
    },
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
      ],
    },
  ],
}

export default config
