/**
 * Ids, names and aliases of ATT&CK's software (malware and tools), enterprise matrix as it stood in November 2025: `id|name|alias|…`.
 * © The MITRE Corporation, reproduced with its permission (https://attack.mitre.org/resources/legal-and-branding/terms-of-use/).
 */
export const ATTACK_SOFTWARE = `
S0001|Trojan.Mebromi
S0002|Mimikatz
S0003|RIPTIDE
S0004|TinyZBot
S0005|Windows Credential Editor|WCE
S0006|pwdump
S0007|Skeleton Key
S0008|gsecdump
S0009|Hikit
S0010|Lurid|Enfal
S0011|Taidoor
S0012|PoisonIvy|Breut|Poison Ivy|Darkmoon
S0013|PlugX|Thoper|TVT|DestroyRAT|Sogu|Kaba|Korplug
S0014|BS2005
S0015|Ixeshe
S0016|P2P ZeuS|Peer-to-Peer ZeuS|Gameover ZeuS
S0017|BISCUIT
S0018|Sykipot
S0019|Regin
S0020|China Chopper
S0021|Derusbi|PHOTO
S0022|Uroburos|Snake
S0023|CHOPSTICK|Backdoor.SofacyX|SPLM|Xagent|X-Agent|webhp
S0024|Dyre|Dyzap|Dyreza
S0025|CALENDAR
S0026|GLOOXMAIL|Trojan.GTALK
S0027|Zeroaccess
S0028|SHIPSHAPE
S0029|PsExec
S0030|Carbanak|Anunak
S0031|BACKSPACE|Lecna
S0032|gh0st RAT|Mydoor|Moudoor
S0033|NetTraveler
S0034|NETEAGLE
S0035|SPACESHIP
S0036|FLASHFLOOD
S0037|HAMMERTOSS|HammerDuke|NetDuke
S0038|Duqu
S0039|Net|net.exe
S0040|HTRAN|HUC Packet Transmit Tool
S0041|Wiper
S0042|LOWBALL
S0043|BUBBLEWRAP|Backdoor.APT.FakeWinHTTPHelper
S0044|JHUHUGIT|Trojan.Sofacy|Seduploader|JKEYSKW|Sednit|GAMEFISH|SofacyCarberp
S0045|ADVSTORESHELL|AZZY|EVILTOSS|NETUI|Sedreco
S0046|CozyCar|CozyDuke|CozyBear|Cozer|EuroAPT
S0047|Hacking Team UEFI Rootkit
S0048|PinchDuke
S0049|GeminiDuke
S0050|CosmicDuke|TinyBaron|BotgenStudios|NemesisGemina
S0051|MiniDuke
S0052|OnionDuke
S0053|SeaDuke|SeaDaddy|SeaDesk
S0054|CloudDuke|MiniDionis|CloudLook
S0055|RARSTONE
S0056|Net Crawler|NetC
S0057|Tasklist
S0058|SslMM
S0059|WinMM
S0060|Sys10
S0061|HDoor|Custom HDoor
S0062|DustySky|NeD Worm
S0063|SHOTPUT|Backdoor.APT.CookieCutter|Pirpi
S0064|ELMER
S0065|4H RAT
S0066|3PARA RAT
S0067|pngdowner
S0068|httpclient
S0069|BLACKCOFFEE
S0070|HTTPBrowser|Token Control|HttpDump
S0071|hcdLoader
S0072|OwaAuth
S0073|ASPXSpy|ASPXTool
S0074|Sakula|Sakurel|VIPER
S0075|Reg|reg.exe
S0076|FakeM
S0077|CallMe
S0078|Psylo
S0079|MobileOrder
S0080|Mivast
S0081|Elise|BKDR_ESILE|Page
S0082|Emissary
S0083|Misdat
S0084|Mis-Type
S0085|S-Type
S0086|ZLib
S0087|Hi-Zor
S0088|Kasidet
S0089|BlackEnergy|Black Energy
S0090|Rover
S0091|Epic|Tavdig|Wipbot|WorldCupSec|TadjMakhal
S0092|Agent.btz
S0093|Backdoor.Oldrea|Havex
S0094|Trojan.Karagany|xFrost|Karagany
S0095|ftp|ftp.exe
S0096|Systeminfo
S0097|Ping
S0098|T9000
S0099|Arp|arp.exe
S0100|ipconfig
S0101|ifconfig
S0102|nbtstat
S0103|route
S0104|netstat
S0105|dsquery|dsquery.exe
S0106|cmd|cmd.exe
S0107|Cherry Picker
S0108|netsh|netsh.exe
S0109|WEBC2
S0110|at|at.exe
S0111|schtasks|schtasks.exe
S0112|ROCKBOOT
S0113|Prikormka
S0114|BOOTRASH
S0115|Crimson|MSIL/Crimson
S0116|UACMe
S0117|XTunnel|Trojan.Shunnael|X-Tunnel|XAPS
S0118|Nidiran|Backdoor.Nidiran
S0119|Cachedump
S0120|Fgdump
S0121|Lslsass
S0122|Pass-The-Hash Toolkit
S0123|xCmd
S0124|Pisloader
S0125|Remsec|Backdoor.Remsec|ProjectSauron
S0126|ComRAT
S0127|BBSRAT
S0128|BADNEWS
S0129|AutoIt backdoor
S0130|Unknown Logger
S0131|TINYTYPHON
S0132|H1N1
S0133|Miner-C
S0134|Downdelph|Delphacy
S0135|HIDEDRV
S0136|USBStealer|USB Stealer|Win32/USBStealer
S0137|CORESHELL|Sofacy|SOURFACE
S0138|OLDBAIT|Sasfis
S0139|PowerDuke
S0140|Shamoon|Disttrack
S0141|Winnti for Windows
S0142|StreamEx
S0143|Flame|Flamer|sKyWIper
S0144|ChChes|Scorpion|HAYMAKER
S0145|POWERSOURCE|DNSMessenger
S0146|TEXTMATE|DNSMessenger
S0147|Pteranodon|Pterodo
S0148|RTM|Redaman
S0149|MoonWind
S0150|POSHSPY
S0151|HALFBAKED
S0152|EvilGrab
S0153|RedLeaves|BUGJUICE
S0154|Cobalt Strike
S0155|WINDSHIELD
S0156|KOMPROGO
S0157|SOUNDBITE
S0158|PHOREAL
S0159|SNUGRIDE
S0160|certutil|certutil.exe
S0161|XAgentOSX|OSX.Sofacy
S0162|Komplex
S0163|Janicab
S0164|TDTESS
S0165|OSInfo
S0166|RemoteCMD
S0167|Matryoshka
S0168|Gazer|WhiteBear
S0169|RawPOS|FIENDCRY|DUEBREW|DRIFTWOOD
S0170|Helminth
S0171|Felismus
S0172|Reaver
S0173|FLIPSIDE
S0174|Responder
S0175|meek
S0176|Wingbird
S0177|Power Loader
S0178|Truvasys
S0179|MimiPenguin
S0180|Volgmer
S0181|FALLCHILL
S0182|FinFisher|FinSpy
S0183|Tor
S0184|POWRUNER
S0185|SEASHARPEE
S0186|DownPaper
S0187|Daserf|Muirim|Nioupale
S0188|Starloader
S0189|ISMInjector
S0190|BITSAdmin
S0191|Winexe
S0192|Pupy
S0193|Forfiles
S0194|PowerSploit
S0195|SDelete
S0196|PUNCHBUGGY|ShellTea
S0197|PUNCHTRACK|PSVC
S0198|NETWIRE
S0199|TURNEDUP
S0200|Dipsind
S0201|JPIN
S0202|adbupd
S0203|Hydraq|Roarur|MdmBot|HomeUnix|Homux|HidraQ|HydraQ|McRat|Aurora|9002 RAT
S0204|Briba
S0205|Naid
S0206|Wiarp
S0207|Vasport
S0208|Pasam
S0210|Nerex
S0211|Linfo
S0212|CORALDECK
S0213|DOGCALL
S0214|HAPPYWORK
S0215|KARAE
S0216|POORAIM
S0217|SHUTTERSPEED
S0218|SLOWDRIFT
S0219|WINERACK
S0220|Chaos
S0221|Umbreon
S0222|CCBkdr
S0223|POWERSTATS|Powermud
S0224|Havij
S0225|sqlmap
S0226|Smoke Loader|Dofoil
S0227|spwebmember
S0228|NanHaiShu
S0229|Orz|AIRBREAK
S0230|ZeroT
S0231|Invoke-PSImage
S0232|HOMEFRY
S0233|MURKYTOP
S0234|Bandook
S0235|CrossRAT
S0236|Kwampirs
S0237|GravityRAT
S0238|Proxysvc
S0239|Bankshot|Trojan Manuscript
S0240|ROKRAT
S0241|RATANKBA
S0242|SynAck
S0243|DealersChoice
S0244|Comnie
S0245|BADCALL
S0246|HARDRAIN
S0247|NavRAT
S0248|yty
S0249|Gold Dragon
S0250|Koadic
S0251|Zebrocy|Zekapab
S0252|Brave Prince
S0253|RunningRAT
S0254|PLAINTEE
S0255|DDKONG
S0256|Mosquito
S0257|VERMIN
S0258|RGDoor
S0259|InnaputRAT
S0260|InvisiMole
S0261|Catchamas
S0262|QuasarRAT|xRAT
S0263|TYPEFRAME
S0264|OopsIE
S0265|Kazuar
S0266|TrickBot|Totbrick|TSPY_TRICKLOAD
S0267|FELIXROOT|GreyEnergy mini
S0268|Bisonal
S0269|QUADAGENT
S0270|RogueRobin
S0271|KEYMARBLE
S0272|NDiskMonitor
S0273|Socksbot
S0274|Calisto
S0275|UPPERCUT|ANEL
S0276|Keydnap|OSX/Keydnap
S0277|FruitFly
S0278|iKitten|OSX/MacDownloader
S0279|Proton
S0280|MirageFox
S0281|Dok|Retefe
S0282|MacSpy
S0283|jRAT|JSocket|AlienSpy|Frutas|Sockrat|Unrecom|jFrutas|Adwind|jBiFrost|Trojan.Maljava
S0284|More_eggs|SKID|Terra Loader|SpicyOmelette
S0330|Zeus Panda
S0331|Agent Tesla
S0332|Remcos
S0333|UBoatRAT
S0334|DarkComet|DarkKomet|Fynloski|Krademok|FYNLOS
S0335|Carbon
S0336|NanoCore
S0337|BadPatch
S0338|Cobian RAT
S0339|Micropsia
S0340|Octopus
S0341|Xbash
S0342|GreyEnergy
S0343|Exaramel for Windows
S0344|Azorult
S0345|Seasalt
S0346|OceanSalt
S0347|AuditCred|Roptimizer
S0348|Cardinal RAT
S0349|LaZagne
S0350|zwShell
S0351|Cannon
S0352|OSX_OCEANLOTUS.D|Backdoor.MacOS.OCEANLOTUS.F
S0353|NOKKI
S0354|Denis
S0355|Final1stspy
S0356|KONNI
S0357|Impacket
S0358|Ruler
S0359|Nltest
S0360|BONDUPDATER
S0361|Expand
S0362|Linux Rabbit
S0363|Empire|EmPyre|PowerShell Empire
S0364|RawDisk
S0365|Olympic Destroyer
S0366|WannaCry|WanaCry|WanaCrypt|WanaCrypt0r|WCry
S0367|Emotet|Geodo
S0368|NotPetya|ExPetr|Diskcoder.C|GoldenEye|Petrwrap|Nyetya
S0369|CoinTicker
S0370|SamSam|Samas
S0371|POWERTON
S0372|LockerGoga
S0373|Astaroth|Guildma
S0374|SpeakUp
S0375|Remexi
S0376|HOPLIGHT
S0377|Ebury
S0378|PoshC2
S0379|Revenge RAT
S0380|StoneDrill|DROPSHOT
S0381|FlawedAmmyy
S0382|ServHelper
S0383|FlawedGrace
S0384|Dridex|Bugat v5
S0385|njRAT|Njw0rm|LV|Bladabindi
S0386|Ursnif|Gozi-ISFB|PE_URSNIF|Dreambot
S0387|KeyBoy
S0388|YAHOYAH
S0389|JCry
S0390|SQLRat
S0391|HAWKBALL
S0393|PowerStallion
S0394|HiddenWasp
S0395|LightNeuron
S0396|EvilBunny
S0397|LoJax
S0398|HyperBro
S0400|RobbinHood
S0401|Exaramel for Linux
S0402|OSX/Shlayer|Zshlayer|Crossrider
S0404|esentutl|esentutl.exe
S0409|Machete|Pyark
S0410|Fysbis
S0412|ZxShell|Sensocode
S0413|MailSniper
S0414|BabyShark|LATEOP
S0415|BOOSTWRITE
S0416|RDFSNIFFER
S0417|GRIFFON
S0428|PoetRAT
S0430|Winnti for Linux
S0431|HotCroissant
S0433|Rifdoor
S0434|Imminent Monitor
S0435|PLEAD
S0436|TSCookie
S0437|Kivars
S0438|Attor
S0439|Okrum
S0441|PowerShower
S0442|VBShower
S0443|MESSAGETAP
S0444|ShimRat
S0445|ShimRatReporter
S0446|Ryuk
S0447|Lokibot
S0448|Rising Sun
S0449|Maze
S0450|SHARPSTATS
S0451|LoudMiner
S0452|USBferry
S0453|Pony
S0454|Cadelspy
S0455|Metamorfo|Casbaneiro
S0456|Aria-body
S0457|Netwalker
S0458|Ramsay
S0459|MechaFlounder
S0460|Get2
S0461|SDBbot
S0462|CARROTBAT
S0464|SYSCON
S0465|CARROTBALL
S0466|WindTail
S0467|TajMahal
S0468|Skidmap
S0469|ABK
S0470|BBK
S0471|build_downer
S0472|down_new
S0473|Avenger
S0475|BackConfig
S0476|Valak
S0477|Goopy
S0481|Ragnar Locker
S0482|Bundlore|OSX.Bundlore
S0483|IcedID
S0484|Carberp
S0486|Bonadan
S0487|Kessel
S0488|CrackMapExec
S0491|StrongPity
S0492|CookieMiner
S0493|GoldenSpy
S0495|RDAT
S0496|REvil|Sodin|Sodinokibi
S0497|Dacls
S0498|Cryptoistic
S0499|Hancitor|Chanitor
S0500|MCMD
S0501|PipeMon
S0502|Drovorub
S0503|FrameworkPOS|Trinity
S0504|Anchor|Anchor_DNS
S0508|ngrok
S0511|RegDuke
S0512|FatDuke
S0513|LiteDuke
S0514|WellMess
S0515|WellMail
S0516|SoreFang
S0517|Pillowmint
S0518|PolyglotDuke
S0519|SYNful Knock
S0520|BLINDINGCAN
S0521|BloodHound
S0526|KGH_SPY
S0527|CSPY Downloader
S0528|Javali
S0530|Melcoz
S0531|Grandoreiro
S0532|Lucifer
S0533|SLOTHFULMEDIA|JackOfHearts|QueenOfClubs
S0534|Bazar|KEGTAP|Team9|Bazaloader
S0537|HyperStack
S0538|Crutch
S0543|Spark
S0546|SharpStage
S0547|DropBook
S0552|AdFind
S0553|MoleNet
S0554|Egregor
S0556|Pay2Key
S0559|SUNBURST|Solorigate
S0560|TEARDROP
S0561|GuLoader
S0562|SUNSPOT
S0564|BlackMould
S0565|Raindrop
S0567|Dtrack
S0568|EVILNUM
S0569|Explosive
S0570|BitPaymer|wp_encrypt|FriedEx
S0572|Caterpillar WebShell
S0574|BendyBear
S0575|Conti
S0576|MegaCortex
S0578|SUPERNOVA
S0579|Waterbear
S0581|IronNetInjector
S0582|LookBack
S0583|Pysa|Mespinoza
S0584|AppleJeus
S0585|Kerrdown
S0586|TAINTEDSCRIBE
S0587|Penquin|Penquin 2.0|Penquin_x64
S0588|GoldMax|SUNSHUTTLE
S0589|Sibot
S0590|NBTscan
S0591|ConnectWise|ScreenConnect
S0592|RemoteUtilities
S0593|ECCENTRICBANDWAGON
S0594|Out1
S0595|ThiefQuest|MacRansom.K|EvilQuest
S0596|ShadowPad|POISONPLUG.SHADOW
S0597|GoldFinder
S0598|P.A.S. Webshell|Fobushell
S0599|Kinsing
S0600|Doki
S0601|Hildegard
S0603|Stuxnet|W32.Stuxnet
S0604|Industroyer|CRASHOVERRIDE|Win32/Industroyer
S0605|EKANS|SNAKEHOSE
S0606|Bad Rabbit|Win32/Diskcoder.D
S0607|KillDisk|Win32/KillDisk.NBI|Win32/KillDisk.NBH|Win32/KillDisk.NBD|Win32/KillDisk.NBC|Win32/KillDisk.NBB
S0608|Conficker|Kido|Downadup
S0610|SideTwist
S0611|Clop
S0612|WastedLocker
S0613|PS1
S0614|CostaBricks
S0615|SombRAT
S0616|DEATHRANSOM
S0617|HELLOKITTY
S0618|FIVEHANDS
S0622|AppleSeed
S0623|Siloscape
S0624|Ecipekac|HEAVYHAND|SigLoader|DESLoader
S0625|Cuba
S0626|P8RAT|HEAVYPOT|GreetCake
S0627|SodaMaster|DARKTOWN|dfls|DelfsCake
S0628|FYAnti|DILLJUICE stage2
S0629|RainyDay
S0630|Nebulae
S0631|Chaes
S0632|GrimAgent
S0633|Sliver
S0634|EnvyScout
S0635|BoomBox
S0636|VaporRage
S0637|NativeZone
S0638|Babuk|Babyk|Vasa Locker
S0639|Seth-Locker
S0640|Avaddon
S0641|Kobalos
S0642|BADFLICK
S0643|Peppy
S0644|ObliqueRAT
S0645|Wevtutil
S0646|SpicyOmelette
S0647|Turian
S0648|JSS Loader
S0649|SMOKEDHAM
S0650|QakBot|Pinkslipbot|QuackBot|QBot
S0651|BoxCaon
S0652|MarkiRAT
S0653|xCaon
S0654|ProLock
S0657|BLUELIGHT
S0658|XCSSET|OSX.DubRobber
S0659|Diavol
S0660|Clambling
S0661|FoggyWeb
S0662|RCSession
S0663|SysUpdate|HyperSSL|Soldier|FOCUSFJORD
S0664|Pandora
S0665|ThreatNeedle
S0666|Gelsemium|Gelsevirine|Gelsenicine|Gelsemine
S0667|Chrommme
S0668|TinyTurla
S0669|KOCTOPUS
S0670|WarzoneRAT|Warzone|Ave Maria
S0671|Tomiris
S0672|Zox|Gresim|ZoxRPC|ZoxPNG
S0673|DarkWatchman
S0674|CharmPower
S0677|AADInternals
S0678|Torisma
S0679|Ferocious
S0680|LitePower
S0681|Lizar|Tirion|Icebot|DiceLoader
S0682|TrailBlazer
S0683|Peirates
S0684|ROADTools
S0685|PowerPunch
S0686|QuietSieve
S0687|Cyclops Blink
S0688|Meteor
S0689|WhisperGate
S0690|Green Lambert
S0691|Neoichor
S0692|SILENTTRINITY
S0693|CaddyWiper
S0694|DRATzarus
S0695|Donut
S0696|Flagpro
S0697|HermeticWiper|Trojan.Killdisk|DriveSlayer
S0698|HermeticWizard
S0699|Mythic
S1010|VPNFilter
S1011|Tarrask
S1012|PowerLess
S1013|ZxxZ
S1014|DanBot
S1015|Milan|James
S1016|MacMa|OSX.CDDS|DazzleSpy
S1017|OutSteel
S1018|Saint Bot
S1019|Shark
S1020|Kevin
S1021|DnsSystem
S1022|IceApple
S1023|CreepyDrive
S1024|CreepySnail
S1025|Amadey
S1026|Mongall
S1027|Heyoka Backdoor
S1028|Action RAT
S1029|AuTo Stealer
S1030|Squirrelwaffle
S1031|PingPull
S1032|PyDCrypt
S1033|DCSrv
S1034|StrifeWater
S1035|Small Sieve|GRAMDOOR
S1037|STARWHALE|CANOPY
S1039|Bumblebee
S1040|Rclone
S1041|Chinoxy
S1042|SUGARDUMP
S1043|ccf32
S1044|FunnyDream
S1046|PowGoop
S1047|Mori
S1048|macOS.OSAMiner
S1049|SUGARUSH
S1050|PcShare
S1051|KEYPLUG|KEYPLUG.LINUX
S1052|DEADEYE|DEADEYE.EMBED|DEADEYE.APPEND
S1053|AvosLocker
S1058|Prestige
S1059|metaMain
S1060|Mafalda
S1063|Brute Ratel C4|BRc4
S1064|SVCReady
S1065|Woody RAT
S1066|DarkTortilla
S1068|BlackCat|ALPHV|Noberus
S1070|Black Basta
S1071|Rubeus
S1072|Industroyer2
S1073|Royal
S1074|ANDROMEDA
S1075|KOPILUWAK
S1076|QUIETCANARY|Tunnus
S1078|RotaJakiro
S1081|BADHATCH
S1084|QUIETEXIT
S1085|Sardonic
S1086|Snip3
S1087|AsyncRAT
S1088|Disco
S1089|SharpDisco
S1090|NightClub
S1091|Pacu
S1096|Cheerscrypt
S1097|HUI Loader
S1099|Samurai
S1100|Ninja
S1101|LoFiSe
S1102|Pcexter
S1104|SLOWPULSE
S1105|COATHANGER
S1106|NGLite
S1107|NKAbuse
S1108|PULSECHECK
S1109|PACEMAKER
S1110|SLIGHTPULSE
S1111|DarkGate
S1112|STEADYPULSE
S1113|RAPIDPULSE
S1114|ZIPLINE
S1115|WIREFIRE|GIFTEDVISITOR
S1116|WARPWIRE
S1117|GLASSTOKEN
S1118|BUSHWALK
S1119|LIGHTWIRE
S1120|FRAMESTING
S1121|LITTLELAMB.WOOLTEA
S1122|Mispadu
S1123|PITSTOP
S1124|SocGholish|FakeUpdates
S1125|AcidRain
S1129|Akira
S1130|Raspberry Robin
S1131|NPPSPY
S1132|IPsec Helper
S1133|Apostle
S1134|DEADWOOD
S1135|MultiLayer Wiper
S1136|BFG Agonizer
S1137|Moneybird
S1138|Gootloader
S1139|INC Ransomware
S1140|Spica
S1141|LunarWeb
S1142|LunarMail
S1143|LunarLoader
S1144|FRP
S1145|Pikabot
S1146|MgBot
S1147|Nightdoor
S1148|Raccoon Stealer
S1149|CHIMNEYSWEEP
S1150|ROADSWEEP
S1151|ZeroCleare|ZEROCLEAR
S1152|IMAPLoader
S1153|Cuckoo Stealer
S1154|VersaMem
S1155|Covenant
S1156|Manjusaka
S1158|DUSTPAN
S1159|DUSTTRAP
S1160|Latrodectus|IceNova|Unidentified 111
S1161|BPFDoor|JustForFun|Backdoor.Linux.BPFDOOR|Backdoor.Solaris.BPFDOOR.ZAJE
S1162|Playcrypt|Play
S1163|SnappyTCP
S1164|UPSTYLE
S1166|Solar
S1167|AcidPour
S1168|SampleCheck5000|SC5k
S1169|Mango
S1170|ODAgent
S1171|OilCheck
S1172|OilBooster
S1173|PowerExchange
S1176|attrib|attrib.exe
S1178|ShrinkLocker
S1179|Exbyte
S1180|BlackByte Ransomware
S1181|BlackByte 2.0 Ransomware
S1182|MagicRAT
S1183|StrelaStealer
S1184|BOLDMOVE
S1185|LightSpy
S1186|Line Dancer
S1187|reGeorg
S1188|Line Runner
S1189|Neo-reGeorg
S1190|Kapeka|KnuckleTouch
S1191|Megazord
S1192|NICECURL
S1193|TAMECAT
S1194|Akira _v2
S1196|Troll Stealer
S1197|GoBear
S1198|Gomir
S1199|LockBit 2.0
S1200|StealBit
S1201|TRANSLATEXT
S1202|LockBit 3.0|LockBit Black
S1203|J-magic
S1204|cd00r
S1205|cipher.exe
S1206|JumbledPath
S1207|XLoader|Formbook
S1209|Quick Assist
S1210|Sagerunex
S1211|Hannotog
S1212|RansomHub
S1213|Lumma Stealer|LummaStealer
S1217|VIRTUALPITA
S1218|VIRTUALPIE
S1219|REPTILE
S1220|MEDUSA
S1221|MOPSLED
S1222|RIFLESPINE
S1223|THINCRUST
S1224|CASTLETAP
S1226|BOOKWORM
S1227|StarProxy
S1228|PUBLOAD
S1229|Havoc
S1230|HIUPAN
S1232|SplatDropper
S1233|PAKLOG
S1234|SplatCloak
S1235|CorKLOG
S1236|CLAIMLOADER
S1237|CANONSTAGER
S1238|STATICPLUGIN
S1239|TONESHELL
S1240|RedLine Stealer
S1242|Qilin|Agenda
S1244|Medusa Ransomware
S1245|InvisibleFerret
S1246|BeaverTail
S1247|Embargo
S1248|XORIndex Loader
S1249|HexEval Loader
`
