/**
 * Registrable domains (and a few hosts) so widely used that blocking one would hurt more than any report can justify. Only the name
 * itself and its www. are meant: a URL on it, or a customer's sub-domain, may be an indicator.
 */
export const POPULAR_DOMAINS = `
  google.com google.co.uk google.de google.fr google.co.jp google.com.br google.co.in google.ca google.es google.it google.ru
  google.pl google.com.hk google.com.tr google.com.mx google.com.au google.co.id google.nl youtube.com youtu.be gmail.com
  googleapis.com googleusercontent.com gstatic.com googlevideo.com ggpht.com doubleclick.net google-analytics.com
  googletagmanager.com googlesyndication.com googleadservices.com ytimg.com android.com chrome.com chromium.org gvt1.com
  gvt2.com withgoogle.com goo.gl g.co accounts.google.com mail.google.com drive.google.com docs.google.com play.google.com
  maps.google.com dns.google pki.goog recaptcha.net microsoft.com microsoftonline.com login.microsoftonline.com windows.com
  windows.net windowsupdate.com update.microsoft.com office.com office.net office365.com live.com outlook.com
  outlook.office.com hotmail.com msn.com bing.com skype.com azure.com azure.net azureedge.net msftconnecttest.com msftncsi.com
  msedge.net sharepoint.com onedrive.com visualstudio.com vscode.dev xbox.com linkedin.com licdn.com github.com
  githubusercontent.com raw.githubusercontent.com gist.github.com npmjs.com npmjs.org nuget.org aka.ms s-microsoft.com
  apple.com icloud.com apple-dns.net cdn-apple.com mzstatic.com aaplimg.com itunes.com me.com amazon.com amazon.co.uk amazon.de
  amazon.co.jp amazon.fr amazon.it amazon.es amazon.in amazon.ca amazon.com.br amazonaws.com aws.amazon.com media-amazon.com
  ssl-images-amazon.com primevideo.com audible.com imdb.com twitch.tv ttvnw.net facebook.com facebook.net fbcdn.net
  instagram.com cdninstagram.com whatsapp.com whatsapp.net messenger.com threads.net meta.com oculus.com x.com twitter.com
  twimg.com t.co reddit.com redd.it redditstatic.com tiktok.com tiktokcdn.com bytedance.com snapchat.com pinterest.com
  pinimg.com tumblr.com quora.com medium.com substack.com discord.com discord.gg discordapp.com discordapp.net telegram.org
  t.me signal.org slack.com slack-edge.com zoom.us webex.com teams.microsoft.com line.me kakao.com wechat.com vk.com ok.ru
  mail.ru yandex.ru yandex.com yandex.net rambler.ru qq.com baidu.com weibo.com taobao.com tmall.com alipay.com alibaba.com
  aliexpress.com alicdn.com jd.com bilibili.com 163.com sohu.com sina.com.cn naver.com daum.net yahoo.com yahoo.co.jp
  yahooapis.com yimg.com rakuten.co.jp wikipedia.org en.wikipedia.org wikimedia.org wiktionary.org wikidata.org archive.org
  web.archive.org duckduckgo.com ecosia.org startpage.com stackoverflow.com stackexchange.com gitlab.com bitbucket.org
  sourceforge.net atlassian.com atlassian.net trello.com jira.com notion.so figma.com canva.com dropbox.com
  dropboxusercontent.com box.com mega.nz wetransfer.com mediafire.com pastebin.com evernote.com docusign.com docusign.net
  salesforce.com force.com hubspot.com zendesk.com intercom.io mailchimp.com sendgrid.net sendgrid.com twilio.com okta.com
  auth0.com cloudflare.com cloudflare.net cloudflare-dns.com cdnjs.cloudflare.com akamai.com akamai.net akamaiedge.net
  akamaized.net akamaihd.net edgekey.net edgesuite.net fastly.com fastly.net jsdelivr.net unpkg.com bootstrapcdn.com jquery.com
  typekit.net gravatar.com wp.com wordpress.com wordpress.org blogger.com wix.com squarespace.com shopify.com myshopify.com
  webflow.com godaddy.com namecheap.com gandi.net ovh.com ovhcloud.com hetzner.com digitalocean.com linode.com vultr.com
  ionos.com hostinger.com bluehost.com dreamhost.com rackspace.com paypal.com paypalobjects.com stripe.com stripe.network
  squareup.com visa.com mastercard.com americanexpress.com klarna.com wise.com revolut.com coinbase.com binance.com kraken.com
  blockchain.com blockchain.info etherscan.io ebay.com ebay.co.uk ebay.de etsy.com walmart.com target.com bestbuy.com ikea.com
  booking.com airbnb.com expedia.com tripadvisor.com uber.com dhl.com fedex.com ups.com usps.com dpd.com royalmail.com
  netflix.com nflxvideo.net spotify.com scdn.co soundcloud.com vimeo.com vimeocdn.com hulu.com disneyplus.com steampowered.com
  steamcommunity.com epicgames.com roblox.com ea.com nintendo.com playstation.com adobe.com adobe.io adobedtm.com oracle.com
  java.com ibm.com intel.com nvidia.com amd.com hp.com dell.com lenovo.com cisco.com vmware.com broadcom.com samsung.com
  huawei.com xiaomi.com sony.com logitech.com teamviewer.com anydesk.com 7-zip.org videolan.org win-rar.com mozilla.org
  mozilla.net mozilla.com firefox.com opera.com brave.com torproject.org ubuntu.com canonical.com debian.org redhat.com
  fedoraproject.org centos.org almalinux.org archlinux.org opensuse.org suse.com kernel.org gnu.org apache.org nginx.org
  nginx.com php.net mysql.com postgresql.org sqlite.org mongodb.com redis.io elastic.co python.org pypi.org pythonhosted.org
  nodejs.org rubygems.org ruby-lang.org docker.com docker.io golang.org go.dev rust-lang.org crates.io maven.org gradle.org
  jetbrains.com openssl.org curl.se openai.com anthropic.com digicert.com verisign.com letsencrypt.org lencr.org sectigo.com
  comodoca.com usertrust.com globalsign.com entrust.net identrust.com godaddy.net amazontrust.com ocsp.digicert.com
  crl.microsoft.com ocsp.sectigo.com r3.o.lencr.org c.pki.goog ntp.org pool.ntp.org time.windows.com time.apple.com
  time.google.com virustotal.com abuse.ch shodan.io censys.io urlscan.io hybrid-analysis.com any.run joesandbox.com
  greynoise.io abuseipdb.com spamhaus.org talosintelligence.com alienvault.com phishtank.com phishtank.org openphish.com
  misp-project.org mitre.org nist.gov cisa.gov us-cert.gov cert.org first.org sans.org sans.edu kaspersky.com securelist.com
  eset.com welivesecurity.com sophos.com trendmicro.com mcafee.com trellix.com symantec.com paloaltonetworks.com fortinet.com
  fortiguard.com checkpoint.com crowdstrike.com mandiant.com sentinelone.com bitdefender.com malwarebytes.com avast.com
  proofpoint.com rapid7.com tenable.com qualys.com bleepingcomputer.com bbc.co.uk bbc.com cnn.com nytimes.com theguardian.com
  washingtonpost.com wsj.com reuters.com apnews.com bloomberg.com forbes.com ft.com economist.com time.com nbcnews.com
  cbsnews.com foxnews.com usatoday.com npr.org aljazeera.com dw.com spiegel.de zeit.de faz.net bild.de lemonde.fr lefigaro.fr
  elpais.com elmundo.es corriere.it repubblica.it asahi.com globo.com uol.com.br indiatimes.com wired.com techcrunch.com
  theverge.com arstechnica.com zdnet.com nature.com science.org sciencedirect.com springer.com ieee.org acm.org arxiv.org
  researchgate.net harvard.edu mit.edu stanford.edu berkeley.edu ox.ac.uk cam.ac.uk who.int un.org europa.eu nato.int gov.uk
  www.gov.uk nhs.uk bund.de gouv.fr admin.ch usa.gov whitehouse.gov irs.gov nasa.gov nih.gov cdc.gov w3.org ietf.org iana.org
  icann.org rfc-editor.org ripe.net arin.net apnic.net schema.org xmlsoap.org openxmlformats.org`
