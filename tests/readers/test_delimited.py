"""Text with named columns: spellings, units, signs, separators, encodings, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from glovebook.readers import read
from glovebook.schema.refusal import Refusal
from glovebook.schema.table import Table

ROWS = "1e3 1 -1\n1e2 2 -2\n1e1 3 -1\n"
EXAMPLE = "write for example \"Freq.[Hz];Z'[ohm];Z''[ohm]\" above the data, with -Z'' where the sign is changed"


def table_of(text: str, name: str = "p7.txt", encoding: str = "utf-8") -> Table:
    """The table of a text."""
    return read(text.encode(encoding), name)


def refusal_of(text: str) -> Refusal:
    """Why a text is refused."""
    with pytest.raises(Refusal) as caught:
        table_of(text)
    return caught.value


@pytest.mark.parametrize(
    ("header", "real", "imaginary"),
    [
        ("Freq.[Hz]\tZs'[ohm]\tZs''[ohm]", 1.0, -1.0),
        ("freq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm", 1.0, 1.0),
        ("Frequency (Hz)\tZre (kOhm)\tZim (kOhm)", 1e3, -1e3),
        ("f\tZ'\t-Z''", 1.0, 1.0),
        ("f/Hz\tZ'/mΩ\tZ\"/MΩ", 1e-3, -1e6),
        ("frequency_hertz\treal_impedance_ohm\timaginary_impedance_ohm", 1.0, -1.0),
        ('"Freq(Hz)"\t"Z\'(a)"\t"Z\'\'(b)"', 1.0, -1.0),
        ("Freq\tZreal\tZimag", 1.0, -1.0),
        ("f / kHz\tZ′ / Ω\tZ″ / Ω", 1.0, -1.0),
    ],
)
def test_spellings_of_real_and_imaginary_part(header: str, real: float, imaginary: float) -> None:
    """Usual names and units of the columns are understood; a minus in the name turns the sign."""
    columns = table_of(header + "\n" + ROWS.replace(" ", "\t")).columns
    assert list(columns) == ["frequency_hertz", "real_impedance_ohm", "imaginary_impedance_ohm"]
    assert real == pytest.approx(columns["real_impedance_ohm"][0])
    assert imaginary == pytest.approx(columns["imaginary_impedance_ohm"][0])


@pytest.mark.parametrize(("unit", "factor"), [("Hz", 1.0), ("kHz", 1e3), ("MHz", 1e6), ("mHz", 1e-3)])
def test_units_of_frequency(unit: str, factor: float) -> None:
    """Frequencies are converted to Hz; M and m are not confused."""
    assert table_of(f"f[{unit}] Z' Z''\n{ROWS}").columns["frequency_hertz"].tolist() == [
        pytest.approx(factor * value) for value in (1e3, 1e2, 1e1)
    ]


@pytest.mark.parametrize(("unit", "phase"), [("deg", -60.0), ("°", -60.0), ("rad", -np.pi / 3)])
def test_modulus_and_phase(unit: str, phase: float) -> None:
    """Modulus and phase give the same spectrum in degrees and radians."""
    rows = "".join(f"{f};2;{phase!r}\n" for f in (3, 2, 1))
    table = table_of(f"f/Hz;|Z|/kΩ;Phase/{unit}\n{rows}")
    assert table.columns["real_impedance_ohm"].tolist() == pytest.approx([1000.0] * 3)
    assert table.columns["imaginary_impedance_ohm"].tolist() == pytest.approx([-1000.0 * np.sqrt(3)] * 3)
    assert table.notes[0] == f"real and imaginary part from modulus (|Z|/kΩ) and phase (Phase/{unit})"


def test_line_of_units_below_the_names() -> None:
    """Units in a line of their own are taken into the header."""
    table = table_of("Freq\tZreal\tZimag\nkHz\tohm\tkohm\n" + ROWS.replace(" ", "\t"))
    assert table.columns["frequency_hertz"].tolist() == [1e6, 1e5, 1e4]
    assert table.columns["imaginary_impedance_ohm"].tolist() == [-1e3, -2e3, -1e3]


def test_notes_on_the_sign() -> None:
    """The convention of the file stands in the notes, either way."""
    assert table_of(f"f/Hz Z'/ohm Z''/ohm\n{ROWS}").notes == [
        "imaginary part as in the file (Z''/ohm): negative for capacitive"
    ]
    assert table_of(f"f/Hz Z'/ohm -Z''/ohm\n{ROWS.replace('-', '')}").notes == [
        "the file holds -Z'' (-Z''/ohm); its sign is changed, negative for capacitive"
    ]


def test_note_on_a_suspicious_sign() -> None:
    """Positive imaginary parts under the name Z'' are kept and remarked on."""
    table = table_of(f"f/Hz Z'/ohm Z''/ohm\n{ROWS.replace('-', '')}")
    assert table.columns["imaginary_impedance_ohm"].tolist() == [1.0, 2.0, 1.0]
    assert table.notes[1] == (
        "most imaginary parts are positive: an inductive sample, or the file holds -Z'' under the name of Z''"
    )


def test_note_on_missing_units() -> None:
    """A header without units is read in Hz and ohm, and says that this is assumed."""
    assert table_of(f"f Z' Z''\n{ROWS}").notes[-1] == "no unit in the header of f, Z': Hz and ohm assumed"


@pytest.mark.parametrize("separator", ["\t", ";", ",", "   "])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16", "utf-16-le", "utf-16-be"])
def test_separators_and_encodings(separator: str, encoding: str) -> None:
    """Every separator in every encoding gives the same numbers."""
    text = f"Gerät 7 µ\nf/Hz Z'/ohm Z''/ohm\n{ROWS}".replace(" Z", f"{separator}Z")
    text = text.replace(" 1 ", " 1 ").replace("e3 1 -1", f"e3{separator}1{separator}-1")
    text = text.replace("e2 2 -2", f"e2{separator}2{separator}-2").replace("e1 3 -1", f"e1{separator}3{separator}-1")
    table = table_of(text, encoding=encoding)
    assert table.columns["frequency_hertz"].tolist() == [1e3, 1e2, 1e1]
    assert table.metadata["line 1"] == "Gerät 7 µ"


def test_preamble_is_kept() -> None:
    """Lines above the header become metadata, under their own name where they have one."""
    metadata = table_of(f"s04147\nAmplitude: 35 mV\nuser = lhe\n\nf/Hz Z'/ohm Z''/ohm\n{ROWS}").metadata
    assert dict(metadata) == {
        "encoding": "UTF-8",
        "separator": "white space",
        "line 1": "s04147",
        "Amplitude": "35 mV",
        "user": "lhe",
    }


def test_other_columns_and_trailing_separators() -> None:
    """Columns that are not needed may hold anything, and a separator may end each line."""
    table = table_of("#\tf/Hz\tT\tZ'/ohm\tZ''/ohm\t\n0\t3\tn/a\t1\t-1\t\n1\t2\t?\t1\t-1\t\n2\t1\t\t1\t-1\t\n\n")
    assert table.columns["frequency_hertz"].tolist() == [3.0, 2.0, 1.0]


def test_decimal_comma() -> None:
    """Decimal commas between semicolons are read, and said to be."""
    table = table_of("f/Hz;Z'/ohm;Z''/ohm\n1000;1,25;-2,5\n100;1,5;-2,75e1\n10;3;-1,0\n")
    assert table.columns["imaginary_impedance_ohm"].tolist() == [-2.5, -27.5, -1.0]
    assert table.notes[-1] == "numbers read with a decimal comma"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "f/Hz;Z'/ohm;Z''/ohm\n1000;1.25;-2,5\n100;1,5;-2\n10;3;-1,0\n",
            "p7.txt:3: Z'/ohm: '1,5' has a comma where line 2 has '1.25' with a point",
        ),
        (
            "f/Hz;Z'/ohm;Z''/ohm\n1,000;1,250;-2,500\n100;1,500;-2\n10;3;-1\n",
            "p7.txt:2: f/Hz: '1,000' may have a decimal comma or a comma between thousands",
        ),
        (
            "f/Hz Z'/ohm Z''/ohm\n1000 1,25 -2,5\n100 1,5 -2\n10 3 -1\n",
            "p7.txt:2: Z'/ohm: '1,25' has a decimal comma in a file that is not separated by tabs or semicolons",
        ),
    ],
)
def test_commas_that_could_mean_something_else(text: str, message: str) -> None:
    """Commas are refused wherever they could be anything but decimal commas."""
    refusal = refusal_of(text)
    assert refusal.message == message
    assert refusal.hint == "export with decimal points"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"f/Hz Z'/ohm Z''/ohm\n{ROWS}5 1\n", "p7.txt:5: 2 cells where line 1 names 3 columns"),
        ("f/Hz Z'/ohm Z''/ohm\n3 1 -1\n2 nan -1\n1 1 -1\n", "p7.txt:3: Z'/ohm: 'nan' is no number"),
        ("f/Hz Z'/ohm Z''/ohm\n3 1 -inf\n2 1 -1\n1 1 -1\n", "p7.txt:2: Z''/ohm: '-inf' is no number"),
        ("f/Hz Z'/ohm Z''/ohm\n3 1 -1e999\n2 1 -1\n1 1 -1\n", "p7.txt:2: Z''/ohm: '-1e999' is no number"),
        ("f/Hz Z'/ohm Z''/ohm\n3 1_0 -1\n2 1 -1\n1 1 -1\n", "p7.txt:2: Z'/ohm: '1_0' is no number"),
        ("f/Hz Z'/ohm Z''/ohm\n3 1 -1\n0.0 1 -1\n-1 1 -1\n", "p7.txt:3: frequency 0.0 is not above zero"),
        (
            "f/Hz Z'/ohm Z''/ohm\n3 1 -1\n2 1 -1\n",
            "p7.txt: 2 rows of numbers below the header in line 1; a spectrum has at least 3",
        ),
        (
            f"f/Hz Z'/ohm Z''/ohmcm2\n{ROWS}",
            "p7.txt:1: column \"Z''/ohmcm2\" has the unit 'ohmcm2', which is none of ohm, kOhm, MOhm",
        ),
        (f"f/Hz |Z|/ohm Phase\n{ROWS}", "p7.txt:1: column 'Phase' has no unit (deg, rad)"),
        (
            f"f/Hz Z'/ohm Zreal/ohm Z''/ohm\n{ROWS}",
            "p7.txt:1: two columns for one thing (real): \"Z'/ohm\" and 'Zreal/ohm'",
        ),
        (f"f/Hz -Z'/ohm Z''/ohm\n{ROWS}", 'p7.txt:1: column "-Z\'/ohm" is a negative real'),
        (ROWS, "p7.txt:1: 3 numbers, and no line above names their columns"),
        (
            "notes of today\n",
            "p7.txt: no line names the columns frequency and real and imaginary part of the impedance",
        ),
    ],
)
def test_refusals_name_the_line(text: str, message: str) -> None:
    """What cannot be read is refused with line, column and reason, and always with a remedy."""
    refusal = refusal_of(text)
    assert refusal.message == message
    assert refusal.hint


def test_remedy_for_a_table_without_names() -> None:
    """Bare numbers come with the line to add."""
    assert refusal_of(ROWS).hint == EXAMPLE


def test_binary_garbage_is_refused_at_its_first_strange_byte() -> None:
    """Ten megabytes of noise are refused after a look at the beginning."""
    content = b"abc" + np.random.default_rng(7).bytes(10_000_000)
    place = next(index for index, byte in enumerate(content) if byte < 32 and byte not in b"\t\n\x0b\x0c\r\x1a")
    with pytest.raises(Refusal) as caught:
        read(content, "p7.csv")
    assert caught.value.message == (
        f"p7.csv: byte {place}: {content[place]:02X} is no character of a text, and the format is not known"
    )


def test_one_endless_line_is_no_header() -> None:
    """Ten megabytes in one line are not split into cells."""
    assert refusal_of("frequency," * 1_000_000).message == (
        "p7.txt: no line names the columns frequency and real and imaginary part of the impedance"
    )


def test_broken_utf16() -> None:
    """A file that says it is UTF-16 and is not, is refused with the byte."""
    with pytest.raises(Refusal, match=r"^p7\.txt: byte 4: not UTF-16, although the file says so; save it again"):
        read(b"\xff\xfea\x00\x00\xd8", "p7.txt")


def test_measured_novocontrol_spectra(shared_data: Path) -> None:
    """Seven measured files give what numpy.loadtxt gives, and their amplitude."""
    files = sorted((shared_data / "eis_arrhenius").glob("s04147-*deg.txt"))
    assert len(files) == 7
    for file in files:
        table = read(file)
        expected = np.loadtxt(file, skiprows=3).T.tolist()
        assert expected == [column.tolist() for column in table.columns.values()]
        assert table.metadata["Fixed value(s)"] == "AC Volt  [Vrms]=3.5000e-02"


def test_measured_files_of_other_instruments(shared_data: Path) -> None:
    """BioLogic's and Gamry's text exports are read by their column names."""
    biologic = read(shared_data / "eis" / "exampleDataBioLogic.mpt")
    assert (len(biologic), biologic.columns["imaginary_impedance_ohm"][0]) == (43, -0.38998979)
    gamry = read(shared_data / "eis" / "exampleDataGamry.DTA")
    assert (len(gamry), gamry.columns["imaginary_impedance_ohm"][0]) == (72, -1367.239)


def test_measured_table_without_names(shared_data: Path) -> None:
    """A measured file of bare numbers is refused with the reason and the line to add."""
    with pytest.raises(Refusal) as caught:
        read(shared_data / "eis" / "exampleData.csv")
    assert caught.value.message.endswith("exampleData.csv:1: 3 numbers, and no line above names their columns")
    assert caught.value.hint == EXAMPLE
