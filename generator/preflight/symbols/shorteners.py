"""Host names whose addresses only forward to another address."""

from __future__ import annotations

# Print outlives them: goo.gl stopped forwarding links in 2025, and the QR codes of makers such as
# qrco.de stop with the subscription. What counts as one: the services that anyone may use, and
# those of QR makers, that https://github.com/PeterDaveHello/url-shorteners or the makers' own
# manuals name. A service's own second name, such as youtu.be, is not among them.
_HOSTS = """
    adf.ly aka.ms b.link bit.do bit.ly bitly.com bitly.is bl.ink buff.ly clck.ru clickmeter.com
    cutt.ly cutt.us da.gd db.tt dlvr.it dub.sh fb.me forms.gle g.co go.ly goo.by goo.gl goo.su
    ht.ly htl.li hubs.la hubs.li hubs.ly hyperurl.co ift.tt is.gd ity.im j.mp kutt.it l.ead.me
    l.linklyhq.com link.ac linkd.in lnk.bz lnkd.in lstu.fr maps.app.goo.gl mcaf.ee me-qr.com me.qr
    msft.it n9.cl ow.ly owl.li po.st q-r.to qr.ae qr.link qr.net qr1.be qrco.de qrs.ly qrto.org
    rb.gy rebrand.ly reurl.cc s.id scnv.io shar.es short.gy shorten.asia shorturl.ae
    shorturl.asia shorturl.at shorturl.com shorturl.gg smarturl.it sn.im snip.ly snipurl.com
    snurl.com soo.gd spr.ly su.pr surl.li t.co t.cn t.ly t1p.de t2m.io tinu.be tiny.cc tiny.ee
    tiny.one tiny.pl tinyurl.com tr.im tr.ee trib.al u.nu u.to urlr.me urlz.fr v.gd vo.la w.tt
    wee.so x.co x.gd yourls.org ytb.li zpr.io
"""
SHORTENERS = frozenset(_HOSTS.split())


def is_shortener(host: str) -> bool:
    """Tell whether a host, with or without `www.`, forwards to addresses that others typed in."""
    return host.lower().rstrip(".").removeprefix("www.") in SHORTENERS
