import arts from '../../knowledge/topics/arts-culture-entertainment-and-media.json' with { type: 'json' }
import conflict from '../../knowledge/topics/conflict-war-and-peace.json' with { type: 'json' }
import crime from '../../knowledge/topics/crime-law-and-justice.json' with { type: 'json' }
import disaster from '../../knowledge/topics/disaster-accident-and-emergency-incident.json' with { type: 'json' }
import economy from '../../knowledge/topics/economy-business-and-finance.json' with { type: 'json' }
import education from '../../knowledge/topics/education.json' with { type: 'json' }
import environment from '../../knowledge/topics/environment.json' with { type: 'json' }
import health from '../../knowledge/topics/health.json' with { type: 'json' }
import humanInterest from '../../knowledge/topics/human-interest.json' with { type: 'json' }
import labour from '../../knowledge/topics/labour.json' with { type: 'json' }
import lifestyle from '../../knowledge/topics/lifestyle-and-leisure.json' with { type: 'json' }
import politics from '../../knowledge/topics/politics-and-government.json' with { type: 'json' }
import religion from '../../knowledge/topics/religion.json' with { type: 'json' }
import science from '../../knowledge/topics/science-and-technology.json' with { type: 'json' }
import society from '../../knowledge/topics/society.json' with { type: 'json' }
import sport from '../../knowledge/topics/sport.json' with { type: 'json' }
import weather from '../../knowledge/topics/weather.json' with { type: 'json' }
import type { CueFile } from './cues.ts'

/** The cues of each topmost topic and of those below it, by its slug. */
export const cueFiles: ReadonlyMap<string, CueFile> = new Map<string, CueFile>([
  ['arts-culture-entertainment-and-media', arts],
  ['conflict-war-and-peace', conflict],
  ['crime-law-and-justice', crime],
  ['disaster-accident-and-emergency-incident', disaster],
  ['economy-business-and-finance', economy],
  ['education', education],
  ['environment', environment],
  ['health', health],
  ['human-interest', humanInterest],
  ['labour', labour],
  ['lifestyle-and-leisure', lifestyle],
  ['politics-and-government', politics],
  ['religion', religion],
  ['science-and-technology', science],
  ['society', society],
  ['sport', sport],
  ['weather', weather],
])
