/** Names and files that appear in reports without being malicious. */

/** Registrable domains so widely used that blocking one would hurt more than any report can justify. A URL on them may still be an indicator. */
export const POPULAR_DOMAINS: ReadonlySet<string> = new Set(
  `google.com youtube.com facebook.com instagram.com whatsapp.com wikipedia.org wikimedia.org x.com twitter.com reddit.com
amazon.com amazonaws.com yahoo.com bing.com duckduckgo.com baidu.com yandex.ru yandex.com qq.com taobao.com tmall.com weibo.com
microsoft.com office.com office365.com live.com outlook.com hotmail.com msn.com windows.com windowsupdate.com skype.com azure.com
azurewebsites.net sharepoint.com linkedin.com github.com githubusercontent.com gitlab.com bitbucket.org stackoverflow.com
apple.com icloud.com mzstatic.com netflix.com spotify.com twitch.tv tiktok.com snapchat.com pinterest.com tumblr.com
paypal.com ebay.com aliexpress.com alibaba.com etsy.com shopify.com stripe.com visa.com mastercard.com
adobe.com dropbox.com box.com slack.com zoom.us discord.com discordapp.com telegram.org t.me signal.org
cloudflare.com cloudfront.net akamai.net akamaiedge.net akamaized.net fastly.net gstatic.com googleapis.com googleusercontent.com
googlevideo.com doubleclick.net google-analytics.com googletagmanager.com ytimg.com fbcdn.net cdninstagram.com twimg.com
wordpress.com wordpress.org blogger.com blogspot.com medium.com wix.com squarespace.com godaddy.com namecheap.com
mozilla.org firefox.com opera.com brave.com ubuntu.com debian.org redhat.com fedoraproject.org kernel.org apache.org nginx.org
python.org pypi.org nodejs.org npmjs.com npmjs.org rubygems.org docker.com docker.io golang.org rust-lang.org
oracle.com java.com ibm.com intel.com nvidia.com amd.com hp.com dell.com lenovo.com cisco.com vmware.com salesforce.com
digicert.com verisign.com letsencrypt.org sectigo.com globalsign.com entrust.net
bbc.co.uk bbc.com cnn.com nytimes.com theguardian.com washingtonpost.com reuters.com bloomberg.com forbes.com
virustotal.com abuse.ch shodan.io censys.io urlscan.io hybrid-analysis.com any.run mitre.org nist.gov cisa.gov
who.int un.org europa.eu gov.uk archive.org w3.org ietf.org iana.org icann.org`
    .split(/\s+/)
    .filter(name => name !== ''),
)

/** Services that only tell a machine its own address: in every sandbox report, malicious in none. */
export const OWN_ADDRESS_SERVICES: ReadonlySet<string> = new Set([
  'api.ipify.org',
  'checkip.amazonaws.com',
  'checkip.dyndns.org',
  'icanhazip.com',
  'ident.me',
  'ifconfig.co',
  'ifconfig.me',
  'ip-api.com',
  'ipecho.net',
  'ipinfo.io',
  'ipify.org',
  'myexternalip.com',
  'whatismyip.com',
  'whatismyipaddress.com',
  'wtfismyip.com',
])

/** Names reserved for examples and tests (RFC 2606, RFC 6761): they cannot exist. */
export const RESERVED_ENDINGS: readonly string[] = [
  '.example',
  '.test',
  '.invalid',
  '.localhost',
  '.local',
  '.internal',
  '.lan',
  '.home.arpa',
]
export const RESERVED_NAMES: ReadonlySet<string> = new Set(['localhost', 'example.com', 'example.net', 'example.org'])

/** Hashes of the empty file and of the EICAR test file. */
export const BENIGN_HASHES: ReadonlyMap<string, string> = new Map([
  ['d41d8cd98f00b204e9800998ecf8427e', 'empty file'],
  ['da39a3ee5e6b4b0d3255bfef95601890afd80709', 'empty file'],
  ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', 'empty file'],
  [
    'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e',
    'empty file',
  ],
  ['44d88612fea8a8f36de82e1278abb02f', 'EICAR test file'],
  ['3395856ce81f2b7382dee72602f798b642f14140', 'EICAR test file'],
  ['275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f', 'EICAR test file'],
])
