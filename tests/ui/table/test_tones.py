"""Every state has a tone; what is no state has none."""

import pytest

from app.domain.documents.columns import LEDGER
from app.domain.documents.status import ForceStatus
from app.ui.table.tones import TONES, tone
from app.ui.tokens import SELECTED, Pair, Tone, contrast


@pytest.mark.parametrize("choices", TONES)
def test_no_state_is_forgotten(choices: type[ForceStatus]) -> None:
    assert set(TONES[choices]) == {choice.value for choice in choices}


def test_tones_say_what_a_state_means() -> None:
    column = LEDGER.column("force_status")
    assert tone(column, "in_force") is Tone.GOOD
    assert tone(column, "expiring") is Tone.DUE
    assert tone(column, "repealed") is Tone.ENDED
    assert tone(column, None) is None
    assert tone(LEDGER.column("title"), "in_force") is None


@pytest.mark.parametrize("state", Tone)
def test_every_pill_is_lighter_than_the_selected_line(state: Tone) -> None:
    assert contrast(Pair(state.value.ground, SELECTED)) > 1.08
