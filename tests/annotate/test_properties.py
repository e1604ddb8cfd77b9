"""Whatever a document holds: no crash, and every evidence points at its own words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pkpu_review.annotate import flag
from pkpu_review.model import Identity, Provision, Regulation, Source

WORDS = st.sampled_from(
    ["KPU", "Bawaslu", "PPS", "kampanye", "dana kampanye", "daftar pemilih", "surat suara", "dipidana dengan", "oleh"]
    + [
        "dalam hal",
        "apabila",
        ",",
        ".",
        ";",
        "(1)",
        "(2)",
        "a.",
        "b.",
        ">",
        "wajib",
        "laporan",
        "rekapitulasi",
        "\n",
        "\t",
    ]
    + ["", "\ufb01", "\u0130", "\u00df", "\U0001d4b3", "dan/atau", "Kabupaten/Kota", "sekretariat", "bertugas: a."]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=30).map(" ".join))
KINDS = st.sampled_from(
    ["pasal", "ayat", "huruf", "angka", "bab", "judul", "menimbang", "penjelasan", "lampiran", "tabel", "baris", "aneh"]
)

CELLS = st.sampled_from([(), ("1", "x"), ("a", "x"), ("", "")])


@st.composite
def regulations(draw: st.DrawFn) -> Regulation:
    tops = []
    for n in range(draw(st.integers(0, 3))):
        kind, heading = draw(KINDS), draw(TEXTS)
        below = tuple(
            Provision(
                f"{kind}-{n}/x-{m}",
                draw(KINDS),
                "",
                draw(st.sampled_from(["", heading])),
                draw(TEXTS),
                cells=draw(CELLS),
            )
            for m in range(draw(st.integers(0, 3)))
        )
        tops.append(Provision(f"{kind}-{n}", kind, "", heading, draw(TEXTS), draw(TEXTS), children=below))
    return Regulation(Identity(), Source("x", "", "text"), tuple(tops))


@settings(max_examples=200, deadline=None)
@given(regulations())
def test_evidence_stands_where_it_says(regulation: Regulation) -> None:
    result = flag(regulation)
    for found in result.flags:
        assert 0 <= found.score <= 1
        provision = regulation[found.provision]
        above = regulation.get(found.provision.split("/")[0])
        heading = provision.heading or (above.heading if above else "")
        for evidence in found.evidence:
            named = regulation.get(evidence.where)
            text = {"teks": provision.text, "judul": heading}.get(evidence.where, named.text if named else None)
            assert text is not None, evidence
            assert text[evidence.start : evidence.end] == evidence.text
            assert evidence.reason and evidence.rule and evidence.weight > 0
    for provision in regulation.walk():
        shown = [found.division for found in (*result.of(provision.id), *result.also(provision.id))]
        assert len(set(shown)) == len(shown)
        scores = [found.score for found in result.of(provision.id)]
        assert scores == sorted(scores, reverse=True)


@settings(max_examples=50, deadline=None)
@given(regulations())
def test_flagging_is_repeatable(regulation: Regulation) -> None:
    assert flag(regulation).flags == flag(regulation).flags
