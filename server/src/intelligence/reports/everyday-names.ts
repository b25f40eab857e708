/** Names of malware and actors that are everyday words too: they count only where the words beside them say what is meant. */
export const EVERYDAY_NAMES: ReadonlySet<string> = new Set(
  (
    'agenda akira amnesia anchor andromeda apostle aurora avenger axiom backspace badnews beacon bitter biscuit blackfly bookworm boombox ' +
    'buckeye bumblebee burkina bazar calendar cannon canopy carbon chaos chimera chopstick chromium cicada cleaver confucius conti covenant ' +
    'crimson crutch cuba deadwood denis disco donut dragonfly driftwood dropshot elderwood electrum elise embargo emissary empire epic ' +
    'equation expand explosive ferocious flame flamer flipside gazer griffon havoc haymaker helminth helper hive inception james kevin krypton ' +
    'leviathan loki lucifer lurid machete mango mantis maze medusa mercury meteor milan mirage monsoon mori mosquito mythic nebulae net nickel ' +
    'ninja octopus pacemaker page pandora patchwork photo ping pitstop platinum play plead pony prestige proton quasar raccoon radium raindrop ' +
    'rancor reaper reaver reg reptile responder riptide rover royal ruler samurai scorpion shark silence silicon sliver snake solar soldier ' +
    'soundbite spaceship spark spica strider sunburst sunspot supernova tantalum teardrop tick tor trickster trinity tsunami turian uppercut ' +
    'vermin viper warzone whitefly wiper yggdrasil zeus zinc zipline'
  ).split(' '),
)

/** What stands beside a name that is meant as one. */
export const TELLING_WORDS: ReadonlySet<string> = new Set(
  (
    'ransomware malware stealer infostealer rat trojan botnet loader backdoor implant beacon framework rootkit wiper worm bootkit keylogger miner ' +
    'group gang actor actors apt operators operator affiliates affiliate c2 payload payloads sample samples variant family dropper downloader ' +
    'intrusion campaign'
  ).split(' '),
)
