"""The legal advisers of the sample office. Knows no calendar but its own offsets."""

from collections.abc import Mapping
from itertools import chain

from app.domain.actors import Actor
from app.services.sample.advisers.bench import Bench, Offered, advisers_plan
from app.services.sample.advisers.contracts import contract_acts
from app.services.sample.advisers.people import people_acts
from app.services.sample.advisers.work import work_acts
from app.services.sample.course import Staged


def adviser_acts(staged: Staged, submitted: Mapping[str, int], signed: Mapping[str, int], head: Actor) -> Offered:
    """Offsets and acts of all that has to do with legal advisers; those of one day in the order in which they depend on each other.

    `submitted` and `signed` are the days of what the advisers are asked about, by title.
    """
    bench, plan = Bench(staged, head), advisers_plan()
    return chain(people_acts(bench, plan), contract_acts(bench, plan), work_acts(bench, plan, submitted, signed))
