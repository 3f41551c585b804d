"""Pieces on pages: order kept, nothing divided, what belongs together stays together."""

from hypothesis import given
from hypothesis import strategies as st

from app.exporters.pdf.pages import Piece, paginate, space
from app.exporters.pdf.pen import Pen


def draw(pen: Pen, x: float, y: float) -> None:
    """Nothing: only places are tested."""


HEAD = Piece(3, draw)


def rows(count: int, height: float = 2) -> list[Piece]:
    return [Piece(height, draw, HEAD) for _ in range(count)]


def test_a_following_page_begins_with_the_header() -> None:
    pieces = rows(8)
    assert paginate([HEAD, *pieces], 10) == [[HEAD, *pieces[:3]], [HEAD, *pieces[3:6]], [HEAD, *pieces[6:]]]


def test_a_heading_goes_with_what_follows() -> None:
    first, heading, text = Piece(8, draw), Piece(1, draw, with_next=True), Piece(2, draw)
    assert paginate([first, heading, text], 10) == [[first], [heading, text]]


def test_space_is_dropped_at_the_top_of_a_page() -> None:
    first, gap, text = Piece(9, draw), space(4), Piece(2, draw)
    assert paginate([first, gap, text], 10) == [[first], [text]]


def test_space_before_a_group_is_dropped_alone() -> None:
    first, gap, text = Piece(9, draw), space(4, with_next=True), Piece(2, draw)
    assert paginate([first, gap, text], 10) == [[first], [text]]


def test_a_piece_higher_than_a_page_has_one_of_its_own() -> None:
    low, high = Piece(2, draw), Piece(30, draw)
    assert paginate([low, high, low], 10) == [[low], [high], [low]]


def test_nothing_makes_no_page() -> None:
    assert paginate([], 10) == []


@given(st.lists(st.builds(Piece, st.sampled_from((1.0, 2.0, 4.0)), st.just(draw), st.none(), st.booleans())))
def test_pages_hold_all_pieces_in_order_and_no_more_than_fits(pieces: list[Piece]) -> None:
    pages = paginate(pieces, 10)
    assert [piece for page in pages for piece in page] == pieces
    together = max((sum(1 for _ in run) for run in _runs(pieces)), default=0)
    if together <= 2:
        assert all(sum(piece.height for piece in page) <= 10 for page in pages)


def _runs(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces that must stay together."""
    runs: list[list[Piece]] = [[]]
    for piece in pieces:
        runs[-1].append(piece)
        if not piece.with_next:
            runs.append([])
    return runs
