"""Languages of papers as web standards name them (BCP 47): with two letters where there are such.

MEDLINE has the three letters of ISO 639-2, in its bibliographic form ("ger", not "deu").
"""

from __future__ import annotations

_OF_MEDLINE = dict(
    pair.split("=")
    for pair in """
    afr=af alb=sq ara=ar arm=hy aze=az bos=bs bul=bg cat=ca chi=zh cze=cs dan=da dut=nl eng=en
    epo=eo est=et fin=fi fre=fr geo=ka ger=de gla=gd gre=el heb=he hin=hi hrv=hr hun=hu ice=is
    ind=id ita=it jpn=ja kin=rw kor=ko lat=la lav=lv lit=lt mac=mk mal=ml mao=mi may=ms nor=no
    per=fa pol=pl por=pt pus=ps rum=ro rus=ru san=sa slo=sk slv=sl spa=es srp=sr swe=sv tha=th
    tur=tr ukr=uk urd=ur vie=vi wel=cy
    """.split()
)


def language_tag(code: str) -> str:
    """A language as BCP 47 names it; what is no code of MEDLINE stays as it is.

    >>> language_tag("ger"), language_tag("en"), language_tag("und")
    ('de', 'en', 'und')
    """
    return _OF_MEDLINE.get(code.lower(), code)
