"""Regular expressions made at random, over few characters so that texts fit them in several ways, and such texts."""

from __future__ import annotations

from hypothesis import strategies as st

ONE = st.sampled_from(["a", "b", "[ab]", "[^a]", ".", r"\w", r"\d", "é"])
TIMES = st.sampled_from(
    ["*", "+", "?", "*?", "+?", "??", "*+", "++", "?+", "{2}", "{2,}", "{,2}", "{1,3}", "{9}", "{18,22}"]
)
LOOKS = st.sampled_from(["(?=", "(?!", "(?>", "(?:", "("])
PLACES = st.sampled_from(["^", "$", r"\b", "(?<=a)", "(?<!ab|ba)"])


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=2, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda each: f"(?:{'|'.join(each)})"),
        st.tuples(inner, TIMES).map(lambda both: f"(?:{both[0]}){both[1]}"),
        st.tuples(LOOKS, inner).map(lambda both: f"{both[0]}{both[1]})"),
    )


EXPRESSIONS = st.recursive(
    st.one_of(ONE, st.tuples(ONE, TIMES).map("".join), PLACES, st.just("")), _grown, max_leaves=8
)


def texts(length: int) -> st.SearchStrategy[str]:
    """Return texts of up to a length on which much can be tried: what repeats, and an end that does not fit."""
    unit = st.sampled_from(["a", "b", "ab", "aab", "é", "1", "a1"])
    repeated = unit.map(lambda text: (text * length)[:length])
    spoilt = repeated.map(lambda text: f"{text[:-1]}!")
    return st.one_of(repeated, spoilt, st.text("ab1é!", max_size=length))
