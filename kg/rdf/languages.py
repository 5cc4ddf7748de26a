"""Languages of papers as web standards name them (BCP 47): with two letters where there are such.

MEDLINE has the three letters of ISO 639-2, in its bibliographic form ("ger", not "deu").
"""

from __future__ import annotations

import re

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
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
    """A language as BCP 47 names it; what has not the form of a tag is undetermined.

    >>> language_tag("ger"), language_tag("pt-BR"), language_tag("English, German")
    ('de', 'pt-BR', 'und')
    """
    tag = _OF_MEDLINE.get(code.strip().lower(), code.strip())
    return tag if _TAG.fullmatch(tag) else "und"
