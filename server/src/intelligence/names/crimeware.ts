/** Families of everyday feeds that go by several names, where ATT&CK has no entry or lacks the names feeds use: `name|alias|…`. */
export const CRIMEWARE = `
Lumma Stealer|LummaC2|LummaC2 Stealer|Lumma|Lumma C2|LummaStealer
RedLine Stealer|RedLine|RedLineStealer
Remcos|RemcosRAT|Remcos RAT|Remvio
AsyncRAT|Async RAT
Agent Tesla|AgentTesla|AgenTesla|Origin Logger|OriginLogger
FormBook|Formbook|XLoader|win.formbook|Form Book
Vidar|Vidar Stealer
StealC|Stealc Stealer
Raccoon Stealer|Raccoon|RecordBreaker|Raccoon Stealer v2
Rhadamanthys|Rhadamanthys Stealer
MetaStealer|Meta Stealer
Amadey|Amadey Bot
SmokeLoader|Smoke Loader|Dofoil|Smoke Bot
GuLoader|CloudEyE|CloudEye
DarkGate|Dark Gate
Latrodectus|BlackWidow|IceNova|Unidentified 111
Pikabot|PikaBot
SocGholish|FakeUpdates|Fake Updates
ClearFake|Clear Fake
Mirai|Katana Mirai
Mozi|Mozi Botnet
Bashlite|Gafgyt|LizardStresser|Qbot (IoT)|Torlus
Tsunami|Kaiten|Amnesia Botnet
njRAT|Bladabindi|NjRAT|Njw0rm|LV
DCRat|DarkCrystal RAT|Dark Crystal RAT
Quasar RAT|QuasarRAT|Quasar|xRAT|CinaRAT|Yggdrasil
XWorm|X-Worm
VenomRAT|Venom RAT
Orcus RAT|OrcusRAT|Orcus|Sorzus|Schnorchel
NetSupport Manager RAT|NetSupport RAT|NetSupportManager RAT|NetSupport
Ave Maria|AveMariaRAT|WARZONE RAT|WarzoneRAT|Warzone|AVE_MARIA
Snake Keylogger|404 Keylogger|404KeyLogger|SnakeKeylogger
LokiBot|Loki Password Stealer (PWS)|Loki PWS|LokiPWS|Loki|Burkina
MassLogger|Mass Logger
Phorpiex|Trik|Trik Botnet
GootLoader|Gootloader
BumbleBee|Bumblebee|SHELLSTING
Brute Ratel C4|BruteRatel|Brute Ratel|BRC4
Havoc|Havoc C2
Sliver|Sliver C2
Mythic|Mythic C2
Metasploit|Meterpreter|Metasploit Framework
Cobalt Strike|CobaltStrike|CobaltStrike Beacon|Cobalt Strike Beacon|Beacon (Cobalt Strike)|Agentemis|BEACON
Viper|Viper C2|Viper RAT
Chaos RAT|Chaos
SystemBC|Coroxy|DroxiDat
PrivateLoader|Private Loader
Glupteba|Glupteba Botnet
Danabot|DanaBot
Dridex|Bugat|Cridex|Bugat v5
TrickBot|Trickbot|TrickLoader|Trickster|TSPY_TRICKLOAD|Totbrick
QakBot|Qakbot|QBot|Qbot|Pinkslipbot|QuackBot|Quakbot
Emotet|Geodo|Heodo
BazarLoader|BazaLoader|Bazar|KEGTAP|Team9|BazarBackdoor|BEERBOT
IcedID|BokBot|IceID
Ursnif|Gozi|ISFB|Gozi-ISFB|Dreambot|PE_URSNIF
ZLoader|Terdot|DELoader|Zloader|Silent Night
Zeus|Zbot|ZeuS|Wsnpoem
Hajime|Hajime Botnet
Kinsing|h2miner
XMRig|XMR Miner|xmrig miner
LockBit|LockBit Black|LockBit 3.0|LockBit 2.0|ABCD ransomware
BlackCat|ALPHV|AlphaV|Noberus|ALPHVM
REvil|Sodinokibi|Sodin
Akira|Akira Ransomware|Akira_v2
Play|PlayCrypt|Play Ransomware
Black Basta|BlackBasta
Cl0p|Clop|CLOP
RansomHub|Ransom Hub
Medusa|Medusa Ransomware|MedusaLocker (Medusa)
Rhysida|Rhysida Ransomware
WannaCry|WanaCry|WanaCrypt|WanaCrypt0r|WCry
Ryuk|Ryuk Ransomware
Conti|Conti Ransomware
Hive|Hive Ransomware
Maze|ChaCha Ransomware
`
