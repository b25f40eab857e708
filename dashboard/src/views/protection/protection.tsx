/** What must not be blocked, and what concerns you most: own assets, the exit gate, the watch, the lists. */
import { AssetPanel } from './asset-panel.tsx'
import { GatePanel } from './gate-panel.tsx'
import { ListPanel } from './list-panel.tsx'
import { RecentChanges } from './recent-changes.tsx'
import { WatchPanel } from './watch-panel.tsx'

export const ProtectionPage = () => (
  <>
    <title>Protection · KeysGuard</title>
    <header className="px-3 pt-3 pb-3">
      <h1 className="text-17 font-semibold">Protection</h1>
      <p className="mt-1 max-w-[72ch] text-fg2">
        What is yours and what everybody uses is never routed out to be blocked. A change is applied to what is known already:
        only what it may hit is judged again.
      </p>
    </header>
    <div className="grid grid-cols-[minmax(0,1fr)] xl:grid-cols-2">
      <div className="min-w-0 border-line xl:border-r">
        <AssetPanel />
        <GatePanel />
      </div>
      <div className="min-w-0">
        <WatchPanel />
        <RecentChanges />
      </div>
    </div>
    <ListPanel />
  </>
)
