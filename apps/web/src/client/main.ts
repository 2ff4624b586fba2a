import 'htmx.org'

import { keepPages } from './keep-pages.ts'
import { startLiveBars } from './live-bar.ts'
import { keepPlaceInFeed } from './paging.ts'
import { submitQuietly } from './quiet-forms.ts'
import { readyPalette } from './ready-palette.ts'
import { readyTypeAhead } from './ready-type-ahead.ts'
import { offerSharing } from './share.ts'
import { startShortcuts } from './shortcuts.ts'
import { submitOnce } from './submit-once.ts'

/**
 * What the browser adds to pages that work without it. Each module looks for what it enhances by the
 * `data-` attributes that the server wrote; parts of a page are swapped by htmx, as their attributes say.
 */
startLiveBars()
keepPlaceInFeed()
submitQuietly()
submitOnce()
startShortcuts()
readyTypeAhead()
readyPalette()
offerSharing()
keepPages()
